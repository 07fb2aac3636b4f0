using Layerwise.Reference;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a forward pass in float, beside the exact values of <see cref="ReferencePass"/>.</summary>
internal sealed class ForwardError
{
    private readonly ReferenceNetwork _network;
    private readonly LayerError[] _layers;

    public ForwardError(ReferenceNetwork network, double[] parameters, ReferencePass pass)
    {
        _network = network;
        _layers = new LayerError[network.Layers.Count];

        // The inputs of the first layer are exact.
        double[][] exact = [.. pass.Inputs.Select(static row => new double[row.Length])];
        for (int l = 0; l < _layers.Length; l++)
        {
            double[][]? around = network.Layers[l].ResidualSpan > 0 ? OfInputs(network.ResidualStart(l)) : null;
            _layers[l] = LayerError.Of(network.Layers[l], network.Own(parameters, l), pass.Layers[l], OfInputs(l), around);
        }

        double[][] OfInputs(int layer) => network.SourceOf(layer) is var source and >= 0 ? _layers[source].Outputs : exact;
    }

    /// <summary>First to last.</summary>
    public IReadOnlyList<LayerError> Layers => _layers;

    /// <summary>[rows][outputs].</summary>
    public double[][] Outputs => ReferenceNetwork.Joined([.. _network.Heads.Select(head => _layers[head.Last].Outputs)]);

    /// <summary>Of the running statistics of all layers after the pass.</summary>
    public double[] OfRunningStatistics() => [.. _layers.SelectMany(static layer => layer.OfRunningStatistics())];
}
