extern alias generator;

using Layerwise.Generator.Tests.Harness;
using generator::Layerwise.Generator.Declarations;
using generator::Layerwise.Generator.Model;
using GeneratorPrediction = generator::Layerwise.NetworkPrediction;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// What a network of whatever layers does to signal and gradient, layer by layer, and what is predicted of it. The gradient at a layer's inputs is what a second
/// network of only that layer and those behind it gives back, with the same weights and the very inputs that the layer had.
/// </summary>
internal sealed class LayerGains
{
    private readonly string[] _layers;
    private readonly NetworkSpec _spec;
    private readonly int[] _cuts;

    private LayerGains(string input, string[] layers)
    {
        _layers = layers;
        var compilation = new Consumer(Source("Net", input, layers)).Compilation();
        _spec = NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!;
        Predicted = _spec.Predict();

        // A network can begin where no residual connection goes by.
        _cuts = [.. Enumerable.Range(1, layers.Length - 1).Where(l => !_spec.Layers.Any(end => end.Index >= l && end.Index - end.ResidualSpan + 1 < l && end.ResidualSpan > 0))];
    }

    public GeneratorPrediction Predicted { get; }

    /// <summary>What there is to compare: which layers, and the measured and the predicted gain of one of them, the geometric mean where there are several.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; private set; } = [];

    /// <summary>Predicts and measures.</summary>
    /// <param name="input">The shape of a sample, as [Input] has it; empty where the first layer says it.</param>
    /// <param name="layers">Attributes, without brackets.</param>
    /// <param name="seeds">Draws.</param>
    /// <param name="rows">Samples of each batch.</param>
    public static LayerGains Of(string input, string[] layers, int seeds, int rows)
    {
        var gains = new LayerGains(input, layers);
        string sources = Source("Net", input, layers) + string.Concat(gains._cuts.Select(gains.Tail));
        using LoadedAssembly assembly = new Consumer("using Layerwise;\n\n" + sources.Replace("using Layerwise;\n\n", "", StringComparison.Ordinal)).Load();
        Dictionary<string, Type> types = assembly.Networks.ToDictionary(static type => type.Name);
        double[] signal = new double[layers.Length];
        double[] gradient = new double[layers.Length + 1];
        for (int seed = 0; seed < seeds; seed++)
        {
            Pass whole = LoadedAssembly.Visit(types["Net"], new Whole(seed, rows));
            double before = 1;
            for (int l = 0; l < layers.Length; l++)
            {
                double after = GainVisitor.Power(whole.Outputs[l]);
                signal[l] += after / before / seeds;
                before = after;
            }

            double arriving = GainVisitor.Power(whole.Upstream);
            gradient[0] += GainVisitor.Power(whole.InputGradients) / arriving / seeds;
            gradient[layers.Length] = 1;
            foreach (int cut in gains._cuts) gradient[cut] += GainVisitor.Power(LoadedAssembly.Visit(types[$"Tail{cut}"], new Rest(whole, cut, rows))) / arriving / seeds;
        }

        gains.Compare([.. signal.Select(Math.Sqrt)], [.. gradient.Select(Math.Sqrt)]);
        return gains;
    }

    /// <summary>What a program is told of each layer, beside what the generator knows, and whether it knows all of it.</summary>
    public static (Comparison[] Comparisons, bool IsKnown) ToldOf(string input, string[] layers)
    {
        var consumer = new Consumer(Source("Net", input, layers));
        using LoadedAssembly assembly = consumer.Load();
        var compilation = consumer.Compilation();
        (double Signal, double Gradient)[] told = LoadedAssembly.Visit(assembly.Networks.Single(), new Asked());
        GeneratorPrediction predicted = NetworkParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None).Spec!.Predict();
        Comparison[] comparisons =
        [
            .. predicted.Layers.SelectMany((layer, l) => new[]
            {
                new Comparison($"{l + 1} {layers[l]}: signal", told[l].Signal, layer.SignalGain),
                new Comparison($"{l + 1} {layers[l]}: gradient", told[l].Gradient, layer.GradientGain),
            }),
        ];
        return (comparisons, predicted.IsKnown);
    }

    private static string Source(string name, string input, string[] layers)
    {
        string attributes = string.Concat(layers.Select(static layer => $"[{layer}]\n"));
        return $"using Layerwise;\n\n[Network(Loss = Loss.MeanSquaredError)]\n{(input.Length > 0 ? $"[Input({input})]\n" : "")}{attributes}public sealed partial class {name};\n\n";
    }

    private string Tail(int first)
    {
        Shape shape = _spec.Layers[first].Input;
        return Source($"Tail{first}", shape.HasPositions ? string.Join(", ", shape.Dimensions) : "", _layers[first..]);
    }

    private void Compare(double[] signal, double[] gradient)
    {
        var comparisons = new List<Comparison>();
        for (int l = 0; l < signal.Length; l++) comparisons.Add(new Comparison($"{l + 1} {_layers[l]}: signal", signal[l], Predicted.Layers[l].SignalGain));
        int[] ends = [0, .. _cuts, signal.Length];
        foreach ((int first, int end) in ends.Zip(ends.Skip(1)))
        {
            double predicted = (first == 0 ? Predicted.InputGradientRms!.Value : Predicted.Layers[first - 1].GradientRms) / Predicted.Layers[end - 1].GradientRms;
            double root = 1.0 / (end - first);
            comparisons.Add(new Comparison($"{first + 1} to {end} {_layers[first]}: gradient", Math.Pow(gradient[first] / gradient[end], root), Math.Pow(predicted, root)));
        }

        Comparisons = comparisons;
    }

    /// <summary>One gain.</summary>
    internal sealed record Comparison(string What, double Measured, double Predicted)
    {
        public double Difference => Math.Abs((Predicted / Measured) - 1);

        public override string ToString() => $"{What} {Measured:F3}, predicted {Predicted:F3}, {100 * ((Predicted / Measured) - 1):F1} %";
    }

    private sealed record Pass(float[][] Outputs, float[] InputGradients, float[] Parameters, float[] Upstream);

    private sealed class Asked : INetworkVisitor<(double Signal, double Gradient)[]>
    {
        public (double Signal, double Gradient)[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => [.. SignalPropagation.Predict<TNetwork>().Layers.Select(static layer => (layer.SignalGain, layer.GradientGain))];
    }

    private sealed class Whole(int seed, int rows) : INetworkVisitor<Pass>
    {
        public Pass Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
            float[] inputs = new float[rows * TNetwork.InputSize];
            float[] upstream = new float[rows * TNetwork.OutputSize];
            float[] inputGradients = new float[inputs.Length];
            var random = new Random(seed);
            GainVisitor.Normal(random, inputs);
            GainVisitor.Normal(random, upstream);
            network.Initialize((ulong)seed);
            _ = network.Forward(inputs, workspace);
            network.Backward(upstream, workspace, new float[TNetwork.ParameterCount], inputGradients);
            float[][] outputs = [.. Enumerable.Range(0, TNetwork.Layers.Length).Select(l => workspace.Outputs(l).ToArray())];
            return new Pass(outputs, inputGradients, network.Parameters.ToArray(), upstream);
        }
    }

    // The parameters of the last layers are the last ones.
    private sealed class Rest(Pass whole, int cut, int rows) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
            whole.Parameters.AsSpan(whole.Parameters.Length - TNetwork.ParameterCount).CopyTo(network.Parameters);
            float[] inputGradients = new float[rows * TNetwork.InputSize];
            _ = network.Forward(whole.Outputs[cut - 1], workspace);
            network.Backward(whole.Upstream, workspace, new float[TNetwork.ParameterCount], inputGradients);
            return inputGradients;
        }
    }
}
