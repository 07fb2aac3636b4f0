using System.Runtime.Intrinsics;
using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Networks;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Tables;

/// <summary>Times of convolutional networks, and their share of what the multipliers of this machine allow.</summary>
internal static class ConvolutionTimes
{
    private const int Batch = 64;

    public static void Print()
    {
        double peak = Vector512.IsHardwareAccelerated ? MultiplyAddPeak.GigaFlops<Lanes16>()
            : Vector256.IsHardwareAccelerated ? MultiplyAddPeak.GigaFlops<Lanes8>()
            : MultiplyAddPeak.GigaFlops<Lanes4>();
        Console.WriteLine($"One thread, {peak:F0} GFLOP/s at most. In brackets the share of that; a training step counts three times the multiply-adds of its forward pass.");
        Console.WriteLine();
        var table = new MarkdownTable(["network", "multiply-adds", "one sample", $"batch of {Batch}", $"training step, {Batch} samples"]);
        Row(table, "LeNet-5", new LeNet(), peak);
        Row(table, "DS-CNN", new DsCnn(), peak);
        Row(table, "1-D ResNet", new SignalResNet(), peak);
    }

    private static void Row<TNetwork>(MarkdownTable table, string name, TNetwork network, double peak)
        where TNetwork : class, INetwork<TNetwork>
    {
        var inputs = Filled.Random(Batch * TNetwork.InputSize);
        var outputs = Filled.Random(Batch * TNetwork.OutputSize);
        float[] targets = new float[Batch * TNetwork.OutputSize];
        for (int row = 0; row < Batch; row++) targets[(row * TNetwork.OutputSize) + (row % TNetwork.OutputSize)] = 1;
        var gradients = Filled.Random(TNetwork.ParameterCount);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Batch);
        double[] times = Timing.Nanoseconds(
            Of(() => network.Forward(inputs.Span[..TNetwork.InputSize], outputs.Span[..TNetwork.OutputSize])),
            Of(() => network.Forward(inputs.Span, outputs.Span)),
            Of(() => network.ComputeGradients(inputs.Span, targets, workspace, gradients.Span)));
        long multiplyAdds = MultiplyAdds<TNetwork>();
        string Cell(double time, double samples) => $"{Quantity.Time(time)} ({2 * multiplyAdds * samples / time / peak:P0})";
        table.Row([name, $"{multiplyAdds:N0}", Cell(times[0], 1), Cell(times[1], Batch), Cell(times[2], 3 * Batch)]);
    }

    // Each result is a sum over the fan-in of its layer; pooling multiplies nothing.
    private static long MultiplyAdds<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        long sum = 0;
        foreach (LayerInfo layer in TNetwork.Layers)
        {
            if (layer.Kind != LayerKind.Pooling) sum += (long)layer.FanIn * layer.OutputSize;
        }

        return sum;
    }

    private static Action<int> Of(Action once) => count =>
    {
        for (int i = 0; i < count; i++) once();
    };
}
