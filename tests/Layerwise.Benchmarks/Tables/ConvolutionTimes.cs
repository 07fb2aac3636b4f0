using System.Runtime.Intrinsics;
using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Paths;
using Layerwise.Benchmarks.Peers;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Tables;

/// <summary>Times of convolutional networks beside ONNX Runtime with the file that they write, and their share of what the multipliers of this machine allow.</summary>
internal static class ConvolutionTimes
{
    private const int Batch = 64;

    public static void Print()
    {
        double peak = Vector512.IsHardwareAccelerated ? MultiplyAddPeak.GigaFlops<Lanes16>()
            : Vector256.IsHardwareAccelerated ? MultiplyAddPeak.GigaFlops<Lanes8>()
            : MultiplyAddPeak.GigaFlops<Lanes4>();
        Console.WriteLine($"One thread, {peak:F0} GFLOP/s at most. In brackets the share of that; a training step counts three times the multiply-adds of its forward pass. Above 1, this library is faster than ONNX Runtime.");
        Console.WriteLine();
        var table = new MarkdownTable(["network", "multiply-adds", "one sample", "× ONNX Runtime", $"batch of {Batch}", "× ONNX Runtime", $"training step, {Batch} samples"]);
        Row(table, "LeNet-5", new LeNet(), peak);
        Row(table, "DS-CNN", new DsCnn(), peak);
        Row(table, "1-D ResNet", new SignalResNet(), peak);
    }

    private static void Row<TNetwork>(MarkdownTable table, string name, TNetwork network, double peak)
        where TNetwork : class, INetwork<TNetwork>
    {
        var bench = new Bench<TNetwork>(network);
        using OnnxRuntimeNetwork<TNetwork> onnx = new(bench);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Batch);
        double[] times = Timing.Nanoseconds(
            Of(() => network.Forward(bench.Inputs(1), bench.Outputs(1))),
            onnx.Batch(1),
            Of(() => network.Forward(bench.Inputs(Batch), bench.Outputs(Batch))),
            onnx.Batch(Batch),
            Of(() => network.ComputeGradients(bench.Inputs(Batch), bench.TargetsOf(Batch), workspace, bench.Gradients)));
        long multiplyAdds = MultiplyAdds<TNetwork>();
        string Cell(double time, double samples) => $"{Quantity.Time(time)} ({2 * multiplyAdds * samples / time / peak:P0})";
        string Ratio(double peer, double own) => $"{peer / own:F2}";
        table.Row([
            name, $"{multiplyAdds:N0}", Cell(times[0], 1), Ratio(times[1], times[0]), Cell(times[2], Batch), Ratio(times[3], times[2]), Cell(times[4], 3 * Batch),
        ]);
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
