using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Paths;
using Layerwise.Benchmarks.Peers;

namespace Layerwise.Benchmarks.Tables;

/// <summary>Loss and gradients of a batch, and one sample, beside PyTorch, each on one thread.</summary>
internal static class PyTorchRatios
{
    public static void Print()
    {
        if (PyTorchTimes.Measure() is not { } torch)
        {
            Console.WriteLine("No Python here has PyTorch.");
            return;
        }

        Console.WriteLine($"PyTorch {torch.Version}, one thread. Above 1, this library is faster.");
        Console.WriteLine();
        var table = new MarkdownTable(["network", "batch", "loss and gradients", "PyTorch", "ratio", "one sample or step", "PyTorch", "ratio"]);
        Row(table, torch, "64-32-10", new Net64X32X10(), 32);
        Row(table, torch, "784-128-10", new Net784X128X10(), 32);
        Row(table, torch, "784-256-128-10", new Net784X256X128X10(), 256);
        Row(table, torch, "LeNet-5", new LeNet(), 64);
        Row(table, torch, "DS-CNN", new DsCnn(), 64);
        Steps(table, torch, "1-LSTM-40-1", new Lstm40(), 32);
    }

    private static void Row<TNetwork>(MarkdownTable table, PyTorchTimes torch, string name, TNetwork network, int batch)
        where TNetwork : class, INetwork<TNetwork>
    {
        var bench = new Bench<TNetwork>(network);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(batch);
        Compare(
            table, torch, name, batch,
            () => network.ComputeGradients(bench.Inputs(batch), bench.TargetsOf(batch), workspace, bench.Gradients),
            () => network.Forward(bench.Inputs(1), bench.Outputs(1)));
    }

    private static void Steps<TNetwork>(MarkdownTable table, PyTorchTimes torch, string name, TNetwork network, int batch)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var bench = new Bench<TNetwork>(network);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(batch);
        RecurrentState<TNetwork> state = TNetwork.CreateState();
        Compare(
            table, torch, name, batch,
            () => network.ComputeGradients(bench.Inputs(batch), bench.TargetsOf(batch), workspace, bench.Gradients),
            () => network.Forward(bench.Inputs(1)[..TNetwork.StepInputSize], bench.Outputs(1)[..TNetwork.StepOutputSize], state));
    }

    private static void Compare(MarkdownTable table, PyTorchTimes torch, string name, int batch, Action step, Action sample)
    {
        double[] own = Timing.Nanoseconds(Repeated(step), Repeated(sample));
        (double ofBatch, double ofSample) = torch.Of(name);
        table.Row([
            name, $"{batch}", Quantity.Time(own[0]), Quantity.Time(ofBatch), Quantity.Ratio(ofBatch / own[0]),
            Quantity.Time(own[1]), Quantity.Time(ofSample), Quantity.Ratio(ofSample / own[1]),
        ]);
    }

    private static Action<int> Repeated(Action once) => count =>
    {
        for (int i = 0; i < count; i++) once();
    };
}
