using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>Networks that scale by themselves, each beside one with the same layers that does not.</summary>
public sealed class ScaledNetworks : IDisposable
{
    private const string Source = """
        using Layerwise;

        [Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
        [Layer(4, 8, Activation.Tanh)] [Layer(8, 5, Activation.Relu, Dropout = 0.5f)] [Layer(5, 2, Activation.Identity)]
        public sealed partial class DeepScaled;

        [Layer(4, 8, Activation.Tanh)] [Layer(8, 5, Activation.Relu, Dropout = 0.5f)] [Layer(5, 2, Activation.Identity)]
        public sealed partial class Deep;

        [Network(Inputs = InputScaling.MinMax, Targets = TargetScaling.MinMax, Loss = Loss.Huber, Delta = 0.5f)]
        [Layer(20, 1, Activation.Identity)]
        public sealed partial class SingleScaled;

        [Network(Loss = Loss.Huber, Delta = 0.5f)]
        [Layer(20, 1, Activation.Identity)]
        public sealed partial class Single;

        [Network(Targets = TargetScaling.Constants)]
        [Layer(3, 4, Activation.Relu)] [Layer(4, 3, Activation.Identity)]
        public sealed partial class TargetsScaled;

        [Layer(3, 4, Activation.Relu)] [Layer(4, 3, Activation.Identity)]
        public sealed partial class Targets;

        [Network(Inputs = InputScaling.Constants)]
        [Layer(13, 24, Activation.Relu, BatchNormalization = true, Bias = false)] [Layer(24, 3, Activation.Softmax)]
        public sealed partial class NormalizedScaled;

        [Layer(13, 24, Activation.Relu, BatchNormalization = true, Bias = false)] [Layer(24, 3, Activation.Softmax)]
        public sealed partial class Normalized;

        [Network(Inputs = InputScaling.Standardize)]
        [Layer(300, 40, Activation.Relu, LayerNormalization = true)] [Layer(40, 40, Activation.Gelu, Residual = true)] [Layer(40, 1, Activation.Sigmoid)]
        public sealed partial class WideScaled;

        [Layer(300, 40, Activation.Relu, LayerNormalization = true)] [Layer(40, 40, Activation.Gelu, Residual = true)] [Layer(40, 1, Activation.Sigmoid)]
        public sealed partial class Wide;

        [Network(Inputs = InputScaling.Standardize)]
        [Layer(4, 8, Activation.Tanh)] [Output("Policy", 8, 3, Activation.Softmax)] [Output("Value", 8, 1, Activation.Identity)]
        public sealed partial class TwoScaled;

        [Layer(4, 8, Activation.Tanh)] [Output("Policy", 8, 3, Activation.Softmax)] [Output("Value", 8, 1, Activation.Identity)]
        public sealed partial class Two;

        [Network(Inputs = InputScaling.Standardize)]
        [Layer(1, 3, Activation.Tanh)] [Layer(3, 2, Activation.Identity)]
        public sealed partial class TinyScaled;

        [Layer(1, 3, Activation.Tanh)] [Layer(3, 2, Activation.Identity)]
        public sealed partial class Tiny;
        """;

    private readonly LoadedAssembly _assembly = new Consumer(Source).Load();

    /// <summary>The names of the plain ones.</summary>
    public static TheoryData<string> Names => [.. new[] { "Deep", "Single", "Targets", "Normalized", "Wide", "Two", "Tiny" }];

    public void Dispose() => _assembly.Dispose();

    internal TResult Visit<TResult>(string name, INetworkVisitor<TResult> visitor) => LoadedAssembly.Visit(_assembly.Networks.Single(type => type.Name == name), visitor);

    /// <summary>Numbers to scale by, of very different sizes, for what a network scales.</summary>
    internal static Scaling ScalingFor<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(11);
        ColumnScale[] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            float scale = MathF.Exp((8 * random.NextSingle()) - 4);
            return new ColumnScale(scale * ((6 * random.NextSingle()) - 3), scale);
        })];
        ColumnScale[] inputs = Columns(TNetwork.InputSize), targets = Columns(TNetwork.OutputSize);
        return new Scaling(TNetwork.InputScaling == InputScaling.None ? [] : inputs, TNetwork.TargetScaling == TargetScaling.None ? [] : targets);
    }

    /// <summary>A network that has it, with parameters and statistics that are not as they start.</summary>
    internal static Scaling Prepare<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(3);
        foreach (ref float parameter in network.Parameters) parameter += 0.2f * (random.NextSingle() - 0.5f);
        foreach (ref float statistic in network.RunningStatistics) statistic = 0.5f + random.NextSingle();
        Scaling scaling = ScalingFor<TNetwork>();
        if (!network.ScalingNumbers.IsEmpty) NetworkScaling.Set(network, scaling);
        return scaling;
    }

    /// <summary>Samples in the units of a scaling, with targets that every loss has a meaning for.</summary>
    internal static (float[] Inputs, float[] Targets) Samples<TNetwork>(Scaling scaling, int rows)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(5);
        float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(i => InUnit(scaling.Inputs, i, (4 * random.NextSingle()) - 2))];
        float[] targets = new float[rows * TNetwork.OutputSize];
        HeadInfo[] heads = HeadsOf<TNetwork>.All;
        for (int row = 0; row < rows; row++)
        {
            foreach (HeadInfo head in heads)
            {
                Span<float> own = targets.AsSpan((row * TNetwork.OutputSize) + head.Offset, head.Size);
                if (head.Loss == Loss.CrossEntropy) own[random.Next(own.Length)] = 1;
                else if (head.Loss == Loss.BinaryCrossEntropy) own.Fill(random.Next(2));
                else for (int i = 0; i < own.Length; i++) own[i] = InUnit(scaling.Targets, i, (4 * random.NextSingle()) - 2);
            }
        }

        return (inputs, targets);
    }

    private static float InUnit(IReadOnlyList<ColumnScale> columns, int index, float value) =>
        columns.Count == 0 ? value : columns[index % columns.Count].Center + (columns[index % columns.Count].Scale * value);
}
