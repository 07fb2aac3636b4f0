using Layerwise.Reference;
using static Layerwise.Conformance.Rounding;

namespace Layerwise.Conformance;

/// <summary>The standard errors of a backward pass in float, beside the exact values of <see cref="ReferenceGradients"/>.</summary>
/// <param name="Parameters">[ParameterCount].</param>
/// <param name="Inputs">[rows][inputs].</param>
internal sealed record BackwardError(double[] Parameters, double[][] Inputs)
{
    private delegate double[][] LastStep(LayerGradients exact, Span<double> parameters);

    /// <summary>The errors of a pass that starts from the gradients of the outputs.</summary>
    public static BackwardError FromOutputs(ReferenceNetwork network, ForwardError forward, ReferenceGradients exact, double[][] outputGradientErrors) =>
        Of(network, forward, exact, (last, parameters) => forward.Layers[^1].Backward(last, outputGradientErrors, parameters));

    /// <summary>The errors of a pass that starts from the declared loss.</summary>
    public static BackwardError FromLoss(
        ReferenceNetwork network, ReferencePass pass, ForwardError forward, ReferenceGradients exact, LossFunction loss, double[][] targets)
    {
        // Softmax and log-softmax with the entropies and sigmoid with the binary one collapse to ∂/∂z = p·Σy − y.
        bool isFused = (network.Layers[^1].OutputActivation, loss.Kind) is
            (Activation.Softmax or Activation.LogSoftmax, Loss.CrossEntropy or Loss.KullbackLeibler) or (Activation.Sigmoid, Loss.BinaryCrossEntropy);
        if (!isFused)
        {
            double[][] errors = LossError.OfGradients(loss, pass.Outputs, targets, forward.Outputs);
            return FromOutputs(network, forward, exact, errors);
        }

        double count = loss.Count(targets);
        double[][] probabilities = loss.IsOfLogarithms
            ? [.. forward.Outputs.Select((row, r) => row.Select((e, j) => Math.Exp(pass.Outputs[r][j]) * (e + (Transcendental * Unit))).ToArray())]
            : forward.Outputs;
        double[][] ofPreActivations = [.. probabilities.Select((row, r) =>
        {
            double sum = loss.Kind == Loss.BinaryCrossEntropy ? 1 : targets[r].Select((_, j) => loss.Target(targets[r], j)).Sum();
            return row.Select(e => Math.Max(1, sum) * (e + (2 * Unit)) / count).ToArray();
        })];
        return Of(network, forward, exact, (last, parameters) => forward.Layers[^1].BackwardFromPreActivations(last, ofPreActivations, parameters));
    }

    private static BackwardError Of(ReferenceNetwork network, ForwardError forward, ReferenceGradients exact, LastStep last)
    {
        double[] parameters = new double[network.ParameterCount];
        int index = network.Layers.Count - 1;
        double[][] errors = WithConnections(last(exact.Layers[index], Own(index)));
        while (--index >= 0) errors = WithConnections(forward.Layers[index].Backward(exact.Layers[index], errors, Own(index)));
        return new BackwardError(parameters, errors);

        // What comes back around the layers from here on is added.
        double[][] WithConnections(double[][] through)
        {
            for (int end = index; end < network.Layers.Count; end++)
            {
                if (network.Layers[end].ResidualSpan == 0 || network.ResidualStart(end) != index) continue;
                through = OrderedError.OfSum(through, forward.Layers[end].Around!, exact.Layers[end].Around!);
            }

            return through;
        }

        Span<double> Own(int layer) => parameters.AsSpan(network.Offset(layer), network.Layers[layer].ParameterCount);
    }
}
