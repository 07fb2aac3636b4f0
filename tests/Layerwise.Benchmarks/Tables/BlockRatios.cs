using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Networks;

namespace Layerwise.Benchmarks.Tables;

/// <summary>What residual connections, normalizations of rows and several outputs cost: times over those of the plain network of the same run.</summary>
internal static class BlockRatios
{
    private const int Batch = 64;

    public static void Print()
    {
        var table = new MarkdownTable(["network", "one sample", $"batch of {Batch}", $"training step, {Batch} samples"]);
        Rows(
            table,
            ("8 × 64, plain (µs)", Times(new Plain64())),
            ("residual", Times(new Residual64())),
            ("layer normalization", Times(new LayerNormalized64())),
            ("RMS normalization", Times(new RmsNormalized64())),
            ("pre-activation, layer normalization, residual", Times(new PreActivated64())));
        Rows(
            table,
            ("8 × 256, plain (µs)", Times(new Plain256())),
            ("residual", Times(new Residual256())),
            ("layer normalization", Times(new LayerNormalized256())),
            ("RMS normalization", Times(new RmsNormalized256())),
            ("pre-activation, layer normalization, residual", Times(new PreActivated256())));
        Rows(
            table,
            ("8-64-64-5 (µs)", Times(new OneWideHead())),
            ("two outputs, 4 and 1", Times(new TwoHeads())),
            ("a network for the second output", Times(new ValueAlone())));
        Rows(
            table,
            ("4 × 32 filters of 3 × 3 over 16 × 16 (µs)", Times(new PlainPicture())),
            ("batch normalization", Times(new BatchNormalizedPicture())),
            ("layer normalization of each position", Times(new LayerNormalizedPicture())),
            ("group normalization, 8 groups", Times(new GroupNormalizedPicture())),
            ("group normalization, 32 groups", Times(new InstanceNormalizedPicture())));
    }

    // One after the other in each mode, so that the machine is in one mood for all networks of a mode.
    private static void Rows(MarkdownTable table, params (string Name, Action<int>[] Modes)[] networks)
    {
        double[][] times = [.. Enumerable.Range(0, 3).Select(mode => Timing.Nanoseconds([.. networks.Select(network => network.Modes[mode])]))];
        for (int n = 0; n < networks.Length; n++)
        {
            table.Row([networks[n].Name, .. times.Select(mode => n == 0 ? $"{mode[0] / 1000:F2}" : $"{mode[n] / mode[0]:F2}×")]);
        }
    }

    private static Action<int>[] Times<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var inputs = Filled.Random(Batch * TNetwork.InputSize);
        var outputs = Filled.Random(Batch * TNetwork.OutputSize);
        var targets = Filled.Random(Batch * TNetwork.OutputSize);
        var gradients = Filled.Random(TNetwork.ParameterCount);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Batch);
        return
        [
            Of(() => network.Forward(inputs.Span[..TNetwork.InputSize], outputs.Span[..TNetwork.OutputSize])),
            Of(() => network.Forward(inputs.Span, outputs.Span)),
            Of(() => network.ComputeGradients(inputs.Span, targets.Span, workspace, gradients.Span)),
        ];

        static Action<int> Of(Action once) => count =>
        {
            for (int i = 0; i < count; i++) once();
        };
    }
}
