namespace Layerwise.Reference;

/// <summary>
/// A network in double precision, one sample at a time, its sums in plain loops: the executable specification that the generated
/// networks are compared with. Written to be read, not to be fast.
/// </summary>
/// <remarks>
/// Samples are rows: <c>inputs[row][i]</c>. Parameters are one flat vector, layer after layer, in the order of <see cref="ReferenceLayer"/>.
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

    /// <summary>Where the running statistics of a layer start in their flat vector.</summary>
    /// <param name="layer">Zero-based index.</param>
    public int StatisticsOffset(int layer) => Layers.Take(layer).Sum(earlier => earlier.StatisticsCount);

    /// <summary>Running means of 0 and variances of 1: where training starts.</summary>
    public double[] FirstStatistics => [.. Layers.SelectMany(layer => Enumerable.Range(0, layer.StatisticsCount).Select(i => i < layer.FanOut ? 0.0 : 1))];

    /// <summary>The parameters of one layer out of those of all.</summary>
    /// <param name="parameters">[<see cref="ParameterCount"/>].</param>
    /// <param name="layer">Zero-based index.</param>
    public double[] Own(double[] parameters, int layer) => parameters.AsSpan(Offset(layer), Layers[layer].ParameterCount).ToArray();

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
            var layer = Layers[l];
            double[] own = Own(parameters, l);
            double[][] linear = [.. pass.LayerInputs(l).Select(row => layer.Linear(own, row))];
            var normalization = layer.BatchNormalization
                ? Normalization.Of(linear, running.AsSpan(StatisticsOffset(l), layer.StatisticsCount).ToArray(), state.IsTraining)
                : null;
            double[][] z = normalization?.Scaled(layer.Gamma(own), layer.Beta(own)) ?? linear;
            double[][] a = [.. z.Select(row => Phi.Apply(layer, own, row))];
            double[][]? mask = state.IsTraining && layer.Dropout > 0 ? MaskFactors.Of(state.Masks, l, layer.Dropout, a.Length, layer.FanOut) : null;
            pass.Add(new LayerPass(linear, normalization, z, a, mask, mask is null ? a : Product(a, mask)));
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
        var outputs = new double[Layers.Count][][];
        var preActivations = new double[Layers.Count][][];
        var deltas = new double[Layers.Count][][];
        double[][] upstream = outputGradients;
        for (int l = Layers.Count - 1; l >= 0; l--)
        {
            var layer = Layers[l];
            var at = pass.Layers[l];
            double[] own = Own(parameters, l);
            Span<double> ownGradients = gradients.AsSpan(Offset(l), layer.ParameterCount);
            outputs[l] = upstream;
            double[][] byActivation = at.Mask is null ? upstream : Product(upstream, at.Mask);
            preActivations[l] = [.. byActivation.Select((g, row) => Phi.Backward(layer, own, at.PreActivations[row], at.Activations[row], g))];
            deltas[l] = at.Normalization?.Backward(layer.Gamma(own), preActivations[l]) ?? preActivations[l];
            for (int j = 0; j < layer.FanOut && at.Normalization is not null; j++)
            {
                ownGradients[layer.GammaOffset + j] = at.Normalization.GammaGradient(preActivations[l], j);
                ownGradients[layer.GammaOffset + layer.FanOut + j] = Normalization.BetaGradient(preActivations[l], j);
            }

            for (int row = 0; row < upstream.Length; row++)
            {
                layer.AddParameterGradients(pass.LayerInputs(l)[row], deltas[l][row], ownGradients);
                layer.AddSlopeGradient(at.PreActivations[row], byActivation[row], ownGradients);
            }

            upstream = [.. deltas[l].Select(delta => layer.InputGradients(own, delta))];
        }

        return new ReferenceGradients(gradients, upstream, outputs, preActivations, deltas);
    }

    private static double[][] Product(double[][] a, double[][] b) =>
        [.. a.Select((row, r) => row.Select((value, j) => value * b[r][j]).ToArray())];
}
