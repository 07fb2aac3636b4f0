namespace Layerwise.Reference;

/// <summary>
/// A network in double precision, one sample at a time, one loop per sum: the executable specification that the generated
/// networks are compared with. Written to be read, not to be fast.
/// </summary>
/// <remarks>
/// Samples are rows: <c>inputs[row][i]</c>. Parameters are one flat vector, layer after layer, weights [fanIn, fanOut]
/// row-major before biases [fanOut].
/// </remarks>
public sealed class ReferenceNetwork
{
    /// <summary>Describes a network.</summary>
    /// <param name="layers">At least one, in order.</param>
    /// <param name="loss">What training minimizes; <see cref="Loss.Auto"/> follows the last activation.</param>
    public ReferenceNetwork(IReadOnlyList<ReferenceLayer> layers, LossFunction loss)
    {
        Layers = layers;
        LossFunction resolved = loss.Kind != Loss.Auto ? loss : loss with
        {
            Kind = layers[^1].Activation switch
            {
                Activation.Softmax or Activation.LogSoftmax => Loss.CrossEntropy,
                Activation.Sigmoid => Loss.BinaryCrossEntropy,
                _ => Loss.MeanSquaredError,
            },
        };
        bool takesLogarithms = resolved.Kind is Loss.CrossEntropy or Loss.KullbackLeibler;
        LossFunction = resolved with { IsOfLogarithms = takesLogarithms && layers[^1].Activation == Activation.LogSoftmax };
    }

    /// <summary>Describes a network whose loss has no options.</summary>
    /// <param name="layers">At least one, in order.</param>
    /// <param name="loss">What training minimizes; <see cref="Loss.Auto"/> follows the last activation.</param>
    public ReferenceNetwork(IReadOnlyList<ReferenceLayer> layers, Loss loss = Loss.Auto)
        : this(layers, new LossFunction(loss))
    {
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<ReferenceLayer> Layers { get; }

    /// <summary>What training minimizes; never <see cref="Loss.Auto"/>.</summary>
    public Loss Loss => LossFunction.Kind;

    /// <summary>The same with its options.</summary>
    public LossFunction LossFunction { get; }

    /// <summary>Number of parameters of all layers.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>The network that the attributes of a class declare.</summary>
    /// <param name="network">A class with <see cref="LayerAttribute"/>s.</param>
    public static ReferenceNetwork DeclaredBy(Type network)
    {
        var layers = network.GetCustomAttributes(typeof(LayerAttribute), inherit: false).Cast<LayerAttribute>();
        var options = (NetworkAttribute?)Attribute.GetCustomAttribute(network, typeof(NetworkAttribute));
        return new ReferenceNetwork([.. layers.Select(ReferenceLayer.DeclaredBy)], LossFunction.DeclaredBy(options));
    }

    /// <summary>Where the parameters of a layer start in the flat vector.</summary>
    /// <param name="layer">Zero-based index.</param>
    public int Offset(int layer) => Layers.Take(layer).Sum(earlier => earlier.ParameterCount);

    /// <summary>All activations, sample by sample.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>].</param>
    /// <param name="inputs">[rows][fanIn of the first layer].</param>
    public ReferencePass Forward(double[] parameters, double[][] inputs)
    {
        var pass = new ReferencePass(inputs);
        double[][] x = inputs;
        for (int l = 0; l < Layers.Count; l++)
        {
            var layer = Layers[l];
            var own = parameters.AsSpan(Offset(l), layer.ParameterCount).ToArray();
            double[][] z = [.. x.Select(row => layer.PreActivations(own, row))];
            x = [.. z.Select(row => Phi.Apply(layer, own, row))];
            pass.Add(z, x);
        }

        return pass;
    }

    /// <summary>The chain rule, last layer to first, for any scalar function of the outputs.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>], those of the forward pass.</param>
    /// <param name="pass">The forward pass.</param>
    /// <param name="outputGradients">[rows][fanOut of the last layer]: the derivative of that function by each output.</param>
    public ReferenceGradients Backward(double[] parameters, ReferencePass pass, double[][] outputGradients)
    {
        var gradients = new double[ParameterCount];
        var deltas = new double[Layers.Count][][];
        double[][] upstream = outputGradients;
        for (int l = Layers.Count - 1; l >= 0; l--)
        {
            var layer = Layers[l];
            var own = parameters.AsSpan(Offset(l), layer.ParameterCount).ToArray();
            double[][] x = pass.LayerInputs(l);
            deltas[l] = [.. upstream.Select((g, row) => Phi.Backward(layer, own, pass.PreActivations[l][row], pass.Activations[l][row], g))];
            for (int row = 0; row < x.Length; row++)
            {
                layer.AddParameterGradients(x[row], deltas[l][row], gradients.AsSpan(Offset(l), layer.ParameterCount));
                layer.AddSlopeGradient(pass.PreActivations[l][row], upstream[row], gradients.AsSpan(Offset(l), layer.ParameterCount));
            }

            upstream = [.. deltas[l].Select(delta => layer.InputGradients(own, delta))];
        }

        return new ReferenceGradients(gradients, upstream, deltas);
    }
}
