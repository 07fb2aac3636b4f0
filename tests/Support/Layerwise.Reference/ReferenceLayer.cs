using Layerwise.Reference.Dense;
using Layerwise.Reference.Recurrent;
using Layerwise.Reference.Windows;

namespace Layerwise.Reference;

/// <summary>
/// A layer of one kind, and all that the reference network, random networks, finite differences and conformance know of it. Samples are rows; a layer's parameters
/// and running statistics are its own part of the network's flat vectors.
/// </summary>
public abstract record ReferenceLayer
{
    /// <summary>Inputs that one output is a sum over.</summary>
    public abstract int FanIn { get; init; }

    /// <summary>The activation behind its sums.</summary>
    public abstract Activation Activation { get; init; }

    /// <summary>The activation that its outputs come from: that of its sums, unless something is done to what that gives.</summary>
    public virtual Activation OutputActivation => Activation;

    /// <summary>How many layers its residual connection goes around, itself the last; 0 for none.</summary>
    public virtual int ResidualSpan => 0;

    /// <summary>Numbers that it takes of a sample.</summary>
    public abstract int InputSize { get; }

    /// <summary>Numbers that it makes of a sample.</summary>
    public abstract int OutputSize { get; }

    /// <summary>How many parameters it has.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>The running statistics that training starts with; none for most layers.</summary>
    public virtual double[] FirstStatistics => [];

    /// <summary>All values on the way from its inputs to its outputs.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>].</param>
    /// <param name="inputs">[rows][<see cref="InputSize"/>].</param>
    /// <param name="state">What the pass depends on beside them.</param>
    public abstract LayerPass Forward(double[] parameters, double[][] inputs, LayerState state);

    /// <summary>The chain rule through the layer.</summary>
    /// <param name="parameters">Those of the forward pass.</param>
    /// <param name="pass">The forward pass.</param>
    /// <param name="upstream">[rows][<see cref="OutputSize"/>]: the derivative of some scalar function with respect to each output.</param>
    public abstract LayerGradients Backward(double[] parameters, LayerPass pass, double[][] upstream);

    /// <summary>The layers that a class declares, in order.</summary>
    public static ReferenceLayer[] DeclaredBy(Type network)
    {
        IEnumerable<InputAttribute> declared = network.GetCustomAttributes(typeof(InputAttribute), inherit: false).Cast<InputAttribute>();
        IReadOnlyList<int>? shape = declared.FirstOrDefault(static input => input.Name is null)?.Shape;
        bool isSequence = network.IsDefined(typeof(RecurrentAttribute), inherit: false)
            || network.GetCustomAttributes(typeof(NetworkAttribute), inherit: false).Cast<NetworkAttribute>().Any(static options => options.Streaming);
        var layers = new List<ReferenceLayer>();
        var inputs = new List<IReadOnlyList<int>?>();
        foreach (object attribute in network.GetCustomAttributes(inherit: false))
        {
            inputs.Add(shape);
            ReferenceLayer? layer = attribute switch
            {
                LayerAttribute dense when isSequence && shape is not null => ReferenceConvolution.DeclaredBy(dense, shape[0]),
                LayerAttribute dense => DeclaredBy(dense),
                RecurrentAttribute recurrent => ReferenceRecurrent.DeclaredBy(recurrent, shape![0]),
                ConvolutionAttribute convolution => ReferenceConvolution.DeclaredBy(convolution, shape!),
                PoolingAttribute or GlobalAveragePoolAttribute => ReferencePooling.DeclaredBy((Attribute)attribute, shape!),
                _ => null,
            };
            if (layer is null)
            {
                inputs.RemoveAt(inputs.Count - 1);
                continue;
            }

            if (attribute is LinearLayerAttribute { Projection: true })
            {
                layer = layer switch
                {
                    ReferenceOrdered ordered => ordered with { ProjectedInputs = layers.Append(layer).ElementAt(layers.Count + 1 - ordered.Span).InputSize },
                    ReferenceConvolution convolution => convolution.Projecting(inputs[layers.Count + 1 - convolution.ResidualSpan]!),
                    _ => layer,
                };
            }

            shape = layer switch
            {
                ReferenceConvolution convolution => convolution.Shape(shape!.Count - 1),
                ReferencePooling pooling => pooling.Shape,
                ReferenceRecurrent { LastStepOnly: false } recurrent => [recurrent.Steps, recurrent.Units],
                _ => null,
            };
            layers.Add(layer);
        }

        return [.. layers];
    }

    private static ReferenceLayer DeclaredBy(LayerAttribute layer) =>
        layer.Residual || layer.Order != LayerOrder.LinearActivateAdd ? ReferenceOrdered.DeclaredBy(layer) : ReferenceDense.DeclaredBy(layer);
}
