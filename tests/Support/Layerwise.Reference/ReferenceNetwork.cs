namespace Layerwise.Reference;

/// <summary>
/// A network in double precision, one sample at a time, its sums in plain loops: the executable specification that the generated
/// networks are compared with. Written to be read, not to be fast.
/// </summary>
/// <remarks>
/// Samples are rows: <c>inputs[row][i]</c>. Parameters are one flat vector, layer after layer, each in its own order (<see cref="ReferenceDense"/>).
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
            Kind = layers[^1].OutputActivation switch
            {
                Activation.Softmax or Activation.LogSoftmax => Loss.CrossEntropy,
                Activation.Sigmoid => Loss.BinaryCrossEntropy,
                _ => Loss.MeanSquaredError,
            },
        };
        bool takesLogarithms = resolved.Kind is Loss.CrossEntropy or Loss.KullbackLeibler;
        LossFunction = resolved with { IsOfLogarithms = takesLogarithms && layers[^1].OutputActivation == Activation.LogSoftmax };
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
        var options = (NetworkAttribute?)Attribute.GetCustomAttribute(network, typeof(NetworkAttribute));
        return new ReferenceNetwork(ReferenceLayer.DeclaredBy(network), LossFunction.DeclaredBy(options));
    }

    /// <summary>Where the parameters of a layer start in the flat vector.</summary>
    /// <param name="layer">Zero-based index.</param>
    public int Offset(int layer) => Layers.Take(layer).Sum(earlier => earlier.ParameterCount);

    /// <summary>Where the running statistics of a layer start in their flat vector.</summary>
    /// <param name="layer">Zero-based index.</param>
    public int StatisticsOffset(int layer) => Layers.Take(layer).Sum(earlier => earlier.FirstStatistics.Length);

    /// <summary>Running statistics of all layers, as training starts with them.</summary>
    public double[] FirstStatistics => [.. Layers.SelectMany(layer => layer.FirstStatistics)];

    /// <summary>The parameters of one layer out of those of all.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>].</param>
    /// <param name="layer">Zero-based index.</param>
    public double[] Own(double[] parameters, int layer) => parameters.AsSpan(Offset(layer), Layers[layer].ParameterCount).ToArray();

    /// <summary>The layer whose inputs the residual connection of a layer brings.</summary>
    /// <param name="layer">Zero-based index.</param>
    public int ResidualStart(int layer) => layer - Layers[layer].ResidualSpan + 1;

    /// <summary>All values on the way from the inputs to the outputs.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>].</param>
    /// <param name="inputs">[rows][fanIn of the first layer].</param>
    /// <param name="state">Inference or training, with statistics and masks; null for inference before any training.</param>
    public ReferencePass Forward(double[] parameters, double[][] inputs, ReferenceState? state = null)
    {
        state ??= new ReferenceState();
        double[] running = state.RunningStatistics.Length > 0 ? state.RunningStatistics : FirstStatistics;
        var pass = new ReferencePass(inputs);
        for (int l = 0; l < Layers.Count; l++)
        {
            double[] own = running.AsSpan(StatisticsOffset(l), Layers[l].FirstStatistics.Length).ToArray();
            double[][]? around = Layers[l].ResidualSpan > 0 ? pass.LayerInputs(ResidualStart(l)) : null;
            pass.Add(Layers[l].Forward(Own(parameters, l), pass.LayerInputs(l), new LayerState(l, own, state.IsTraining, state.Masks) { Around = around }));
        }

        return pass;
    }

    /// <summary>The chain rule, last layer to first, for any scalar function of the outputs.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>], those of the forward pass.</param>
    /// <param name="pass">The forward pass.</param>
    /// <param name="outputGradients">[rows][fanOut of the last layer]: the derivative of that function with respect to each output.</param>
    public ReferenceGradients Backward(double[] parameters, ReferencePass pass, double[][] outputGradients)
    {
        var gradients = new double[ParameterCount];
        var layers = new LayerGradients[Layers.Count];
        double[][] upstream = outputGradients;
        for (int l = Layers.Count - 1; l >= 0; l--)
        {
            layers[l] = Layers[l].Backward(Own(parameters, l), pass.Layers[l], upstream);
            layers[l].Parameters.CopyTo(gradients, Offset(l));
            upstream = layers[l].Inputs;
            for (int end = l; end < Layers.Count; end++)
            {
                if (Layers[end].ResidualSpan > 0 && ResidualStart(end) == l) upstream = Sums.Of(upstream, layers[end].Around!);
            }
        }

        return new ReferenceGradients(gradients, upstream, layers);
    }
}
