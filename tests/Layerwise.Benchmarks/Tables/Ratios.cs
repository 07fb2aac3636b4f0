using System.Globalization;
using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Paths;
using Layerwise.Benchmarks.Peers;
using Path = Layerwise.Benchmarks.Paths.Path;

namespace Layerwise.Benchmarks.Tables;

/// <summary>Every network in every mode, against its peers and against what the machine can do: ratios from one run.</summary>
/// <param name="only">What the titles of the tables contain that are wanted; empty for all.</param>
internal sealed class Ratios(string only)
{
    private readonly CLoops _loops = new();
    private readonly Xsmm _xsmm = new();
    private readonly OpenBlas _openBlas = new();
    private readonly Path _widest = Path.Available[0];
    private readonly Dictionary<Path, double> _peaks = [];

    public void Print()
    {
        Declare();
        PrintMachine();
        PrintNetwork<Net2X8X1>("2-8-1 tanh, sigmoid", new(seed: 1));
        PrintNetwork<Net4X8X3>("4-8-3 tanh", new(seed: 1));
        PrintNetwork<Net16X32X32X1>("16-32-32-1 relu, tanh", new(seed: 1));
        PrintNetwork<Net64X32X10>("64-32-10 relu, softmax", new(seed: 1));
        PrintNetwork<Net784X128X10>("784-128-10 relu, softmax", new(seed: 1));
        PrintNetwork<Net784X256X128X10>("784-256-128-10 relu, softmax", new(seed: 1));
        PrintNetwork<Deep>("32 layers of 64 relu", new(seed: 1));
        PrintNetwork<Wide>("1024-4096-1024 relu", new(seed: 1));
        PrintInitialization();
        PrintScale();
    }

    private void Declare()
    {
        _loops.Declare<Net2X8X1>();
        _loops.Declare<Net4X8X3>();
        _loops.Declare<Net16X32X32X1>();
        _loops.Declare<Net64X32X10>();
        _loops.Declare<Net784X128X10>();
        _loops.Declare<Net784X256X128X10>();
        _loops.Declare<Deep>();
        _loops.Compile();
    }

    private void PrintMachine()
    {
        foreach (Path path in Path.Available) _peaks[path] = path.MultiplyAddPeak();
        Console.WriteLine("One thread. What the machine can do, measured now:");
        Console.WriteLine();
        var table = new MarkdownTable(["path", "multiply-add, GFLOP/s", "loads from 16 KB, GB/s", "512 KB", "8 MB", "64 MB"]);
        foreach (Path path in Path.Available)
        {
            table.Row(
                [path.Name, $"{_peaks[path]:F0}", .. new[] { 16, 512, 8 * 1024, 64 * 1024 }.Select(kilobytes => $"{path.LoadBandwidth(kilobytes * 256):F0}")]);
        }

        Console.WriteLine();
        Console.WriteLine("Columns: the time of the widest path by the public API; its share of the limit, which is the larger of operations over the multiply-add peak");
        Console.WriteLine("and bytes of weights over the load bandwidth at that size; then how many times as long the narrower paths and the peers take.");
        Console.WriteLine("LIBXSMM and OpenBLAS do the matrix products only: no bias, activation, loss or optimizer.");
        foreach ((string name, string why) in new[] { ("C loops", _loops.WhyAbsent), (_xsmm.Name, _xsmm.WhyAbsent), (_openBlas.Name, _openBlas.WhyAbsent) })
        {
            if (why.Length > 0) Console.WriteLine($"ABSENT: {name} ({why}).");
        }
    }

    private void PrintNetwork<TNetwork>(string name, TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (!IsWanted(name)) return;
        var bench = new Bench<TNetwork>(network);
        Subject ours = new PublicApi<TNetwork>(bench);
        Subject[] narrower = [.. Path.Available.Skip(1).Select(path => path.Of(bench))];
        Subject? loops = typeof(TNetwork) == typeof(Wide) ? null : _loops.Of(bench);
        using OnnxRuntimeNetwork<TNetwork> onnx = new(bench);
        double bandwidth = _widest.LoadBandwidth((TNetwork.ParameterCount + 127) / 128 * 128);

        Console.WriteLine();
        Console.WriteLine($"### {name}: {TNetwork.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)} parameters");
        Console.WriteLine();
        var table = new MarkdownTable(
            ["mode", "time", "of the limit", .. Path.Available.Skip(1).Select(path => path.Name), "C loops", "LIBXSMM", "OpenBLAS", "ONNX Runtime", "TensorPrimitives", "naive C#"]);
        foreach (Mode mode in Mode.All)
        {
            Action<int>?[] runs =
            [
                Run(ours, mode),
                .. narrower.Select(path => Run(path, mode)),
                loops is null ? null : Run(loops, mode),
                Products(_xsmm, TNetwork.Layers, mode),
                Products(_openBlas, TNetwork.Layers, mode),
                mode.Kind is Kind.Sample or Kind.Batch ? onnx.Batch(mode.Rows) : null,
                mode.Kind == Kind.Sample ? Repeat(new TensorPrimitivesNetwork(TNetwork.Layers, network.Parameters).Forward, bench) : null,
                mode.Kind == Kind.Sample ? Repeat(new NaiveNetwork(TNetwork.Layers, network.Parameters).Forward, bench) : null,
            ];
            double[] times = Measure(runs);
            double limit = Math.Max(mode.Operations(TNetwork.Layers) / _peaks[_widest], mode.Bytes(TNetwork.Layers) / bandwidth);
            table.Row([mode.Name, Quantity.Time(times[0]), $"{100 * limit / times[0]:F0} %", .. times.Skip(1).Select(time => Quantity.Ratio(time / times[0]))]);
        }
    }

    private void PrintInitialization()
    {
        if (!IsWanted("initialization")) return;
        Console.WriteLine();
        Console.WriteLine("### Initialization of a million weights, GB/s");
        Console.WriteLine();
        float[] weights = new float[1_000_000];
        var table = new MarkdownTable(["distribution", .. Path.Available.Select(path => path.Name)]);
        foreach ((string name, bool isNormal) in new[] { ("uniform", false), ("normal", true) })
        {
            double[] times = Timing.Nanoseconds([.. Path.Available.Select(path => path.Fill(weights, isNormal))]);
            table.Row([name, .. times.Select(time => $"{sizeof(float) * weights.Length / time:F1}")]);
        }
    }

    private void PrintScale()
    {
        if (!IsWanted("scale")) return;
        Console.WriteLine();
        Console.WriteLine("### What a weight costs: one sample through one square layer");
        Console.WriteLine();
        var table = new MarkdownTable(["layer", "weights", "time", "ps per weight", "weights read, GB/s", "of the bandwidth at that size"]);
        Row<Square96>(new());
        Row<Square192>(new());
        Row<Square384>(new());
        Row<Square768>(new());
        Row<Square1536>(new());
        Row<Square4096>(new());

        void Row<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            LayerInfo layer = TNetwork.Layers[0];
            double time = Timing.Nanoseconds(new PublicApi<TNetwork>(new(network)).Sample)[0];
            double speed = sizeof(float) * layer.WeightCount / time;
            table.Row(
            [
                $"{layer.FanIn} × {layer.FanOut}", layer.WeightCount.ToString("N0", CultureInfo.InvariantCulture), Quantity.Time(time),
                $"{1000 * time / layer.WeightCount:F1}", $"{speed:F0}", $"{100 * speed / _widest.LoadBandwidth(layer.WeightCount / 128 * 128):F0} %",
            ]);
        }
    }

    private bool IsWanted(string title) => title.Contains(only, StringComparison.Ordinal);

    private static Action<int>? Run(Subject subject, Mode mode) => mode.Kind switch
    {
        Kind.Sample => subject.Sample,
        Kind.Serial => subject.Serial,
        Kind.Batch => subject.Batch(mode.Rows),
        _ => subject.Train(mode.Rows),
    };

    private static Action<int>? Products(MatrixLibrary library, ReadOnlySpan<LayerInfo> layers, Mode mode) => mode.Kind switch
    {
        Kind.Serial => null,
        Kind.Train => library.Train(layers, mode.Rows),
        _ => library.Batch(layers, mode.Rows),
    };

    private static Action<int> Repeat<TNetwork>(Func<float[], float[]> forward, Bench<TNetwork> bench)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = bench.Inputs(1).ToArray();
        return count =>
        {
            for (int i = 0; i < count; i++) forward(inputs);
        };
    }

    private static double[] Measure(Action<int>?[] runs)
    {
        double[] measured = Timing.Nanoseconds([.. runs.OfType<Action<int>>()]);
        int next = 0;
        return Array.ConvertAll(runs, run => run is null ? double.NaN : measured[next++]);
    }
}
