using Layerwise.Reference.Dense;

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
        : this(layers, [new ReferenceHead("", layers.Count - 1, layers.Count - 1, Offset: 0, layers[^1].OutputSize, loss, Weight: 1)])
    {
    }

    /// <summary>Describes a network whose loss has no options.</summary>
    /// <param name="layers">At least one, in order.</param>
    /// <param name="loss">What training minimizes; <see cref="Loss.Auto"/> follows the last activation.</param>
    public ReferenceNetwork(IReadOnlyList<ReferenceLayer> layers, Loss loss = Loss.Auto)
        : this(layers, new LossFunction(loss))
    {
    }

    /// <summary>Describes a network with outputs that share layers.</summary>
    /// <param name="layers">At least one; those of each output behind those that all share.</param>
    /// <param name="heads">The outputs, in order.</param>
    public ReferenceNetwork(IReadOnlyList<ReferenceLayer> layers, IReadOnlyList<ReferenceHead> heads)
    {
        Layers = layers;
        Heads = [.. heads.Select(head => head with { Loss = Resolved(head.Loss, layers[head.Last].OutputActivation) })];
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<ReferenceLayer> Layers { get; }

    /// <summary>The outputs, in order.</summary>
    public IReadOnlyList<ReferenceHead> Heads { get; }

    /// <summary>What training minimizes at the first output; never <see cref="Loss.Auto"/>.</summary>
    public Loss Loss => LossFunction.Kind;

    /// <summary>The same with its options.</summary>
    public LossFunction LossFunction => Heads[0].Loss;

    /// <summary>Numbers of one sample of all outputs.</summary>
    public int OutputSize => Heads.Sum(head => head.Size);

    /// <summary>Number of parameters of all layers.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>The network that the attributes of a class declare.</summary>
    /// <param name="network">A class with <see cref="LayerAttribute"/>s.</param>
    public static ReferenceNetwork DeclaredBy(Type network)
    {
        var options = (NetworkAttribute?)Attribute.GetCustomAttribute(network, typeof(NetworkAttribute));
        IReadOnlyList<ReferenceHead> heads = ReferenceHead.DeclaredBy(network);
        ReferenceLayer[] layers = ReferenceLayer.DeclaredBy(network);
        return heads.Count > 0 ? new ReferenceNetwork(layers, heads) : new ReferenceNetwork(layers, LossFunction.DeclaredBy(options));
    }

    /// <summary>The output that a layer makes; null for a hidden layer.</summary>
    /// <param name="layer">Zero-based index.</param>
    public ReferenceHead? HeadAt(int layer) => Heads.FirstOrDefault(head => head.Last == layer);

    /// <summary>Index of the layer whose outputs a layer takes; -1 for the inputs of the network.</summary>
    /// <param name="layer">Zero-based index.</param>
    public int SourceOf(int layer) => Heads.Count > 1 && Heads.Any(head => head.First == layer) ? Heads[0].First - 1 : layer - 1;

    /// <summary>The layers that take what a layer makes.</summary>
    /// <param name="layer">Zero-based index; -1 for the inputs of the network.</param>
    public IEnumerable<int> ReadersOf(int layer) => Enumerable.Range(0, Layers.Count).Where(reader => SourceOf(reader) == layer && HeadAt(layer) is null);

    /// <summary>What training minimizes: the sum of the mean losses of all outputs, each with its weight.</summary>
    /// <param name="outputs">[rows][all outputs].</param>
    /// <param name="targets">[rows][all outputs].</param>
    public double MeanLoss(double[][] outputs, double[][] targets) => Heads.Sum(head => head.Weight * head.Loss.Mean(head.Of(outputs), head.Of(targets)));

    /// <summary>The derivative of that with respect to each output, [rows][all outputs].</summary>
    /// <param name="outputs">[rows][all outputs].</param>
    /// <param name="targets">[rows][all outputs].</param>
    public double[][] LossGradients(double[][] outputs, double[][] targets) => Joined([.. Heads.Select(head =>
        head.Loss.Gradients(head.Of(outputs), head.Of(targets)).Select(row => row.Select(value => head.Weight * value).ToArray()).ToArray())]);

    /// <summary>The numbers of all outputs behind each other, from those of each.</summary>
    /// <param name="heads">[outputs][rows][their numbers].</param>
    public static double[][] Joined(double[][][] heads) =>
        [.. Enumerable.Range(0, heads[0].Length).Select(row => heads.SelectMany(head => head[row]).ToArray())];

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
        var pass = new ReferencePass(this, inputs);
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
    /// <param name="outputGradients">[rows][all outputs]: the derivative of that function with respect to each output.</param>
    public ReferenceGradients Backward(double[] parameters, ReferencePass pass, double[][] outputGradients)
    {
        var gradients = new double[ParameterCount];
        var layers = new LayerGradients[Layers.Count];
        var inputs = new double[Layers.Count][][];
        for (int l = Layers.Count - 1; l >= 0; l--)
        {
            layers[l] = Layers[l].Backward(Own(parameters, l), pass.Layers[l], HeadAt(l)?.Of(outputGradients) ?? OfReaders(l));
            layers[l].Parameters.CopyTo(gradients, Offset(l));
            inputs[l] = layers[l].Inputs;
            for (int end = l; end < Layers.Count; end++)
            {
                if (Layers[end].ResidualSpan > 0 && ResidualStart(end) == l) inputs[l] = Sums.Of(inputs[l], layers[end].Around!);
            }
        }

        return new ReferenceGradients(gradients, OfReaders(-1), layers);

        double[][] OfReaders(int layer) => ReadersOf(layer).Select(reader => inputs[reader]).Aggregate(Sums.Of);
    }

    private static LossFunction Resolved(LossFunction declared, Activation last)
    {
        LossFunction resolved = declared.Kind != Loss.Auto ? declared : declared with
        {
            Kind = last switch
            {
                Activation.Softmax or Activation.LogSoftmax => Loss.CrossEntropy,
                Activation.Sigmoid => Loss.BinaryCrossEntropy,
                _ => Loss.MeanSquaredError,
            },
        };
        bool takesLogarithms = resolved.Kind is Loss.CrossEntropy or Loss.KullbackLeibler;
        return resolved with
        {
            IsOfLogarithms = takesLogarithms && last == Activation.LogSoftmax,
            IsFused = (takesLogarithms && last == Activation.Softmax) || (resolved.Kind == Loss.BinaryCrossEntropy && last == Activation.Sigmoid),
        };
    }
}
