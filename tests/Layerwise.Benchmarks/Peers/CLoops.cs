using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Layerwise.Benchmarks.Paths;

namespace Layerwise.Benchmarks.Peers;

/// <summary>All networks as C loops over fixed sizes, compiled together. The loops that repeat them are in C too: no call from C# is in the time.</summary>
internal sealed class CLoops
{
    private readonly StringBuilder _source = new();
    private nint _library;

    /// <summary>Why there are none, or empty.</summary>
    public string WhyAbsent { get; private set; } = "";

    public void Declare<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        List<string> layers = [];
        for (int i = 0; i < TNetwork.Layers.Length; i++)
        {
            LayerInfo layer = TNetwork.Layers[i];
            layers.Add(string.Create(CultureInfo.InvariantCulture, $"L({i}, {layer.FanIn}, {layer.FanOut}, {layer.Activation}, {layer.WeightsOffset})"));
        }

        double scale = TNetwork.Loss == Loss.MeanSquaredError ? 2.0 / TNetwork.OutputSize : 1;
        _source.AppendLine(CultureInfo.InvariantCulture, $"""
            #define NETWORK {typeof(TNetwork).Name}
            #define INPUTS {TNetwork.InputSize}
            #define OUTPUTS {TNetwork.OutputSize}
            #define PARAMETERS {TNetwork.ParameterCount}
            #define LAST {TNetwork.Layers.Length - 1}
            #define LOSS {TNetwork.Loss}
            #define LOSS_SCALE {scale:F8}f
            #define LAYERS(L) {string.Join(' ', layers)}
            #define REVERSED(L) {string.Join(' ', Enumerable.Reverse(layers))}
            #include "loops.c"
            """);
    }

    public void Compile()
    {
        _library = NativeLibraries.Compile(_source.ToString(), "-lm", out string why);
        WhyAbsent = why;
    }

    public Subject? Of<TNetwork>(Bench<TNetwork> bench)
        where TNetwork : class, INetwork<TNetwork> => _library == 0 ? null : new Loops<TNetwork>(_library, bench);

    private sealed unsafe class Loops<TNetwork>(nint library, Bench<TNetwork> bench) : Subject
        where TNetwork : class, INetwork<TNetwork>
    {
        public override void Sample(int count) =>
            ((delegate* unmanaged<float*, float*, float*, int, void>)Function("sample"))(
                At(bench.Inputs(1)), At(bench.Network.Parameters), At(bench.Outputs(1)), count);

        public override void Serial(int count) =>
            ((delegate* unmanaged<float*, float*, float*, int, void>)Function("serial"))(
                At(bench.Inputs(1)), At(bench.Network.Parameters), At(bench.Outputs(1)), count);

        public override Action<int> Batch(int rows) => count =>
            ((delegate* unmanaged<float*, float*, float*, int, int, void>)Function("batch"))(
                At(bench.Inputs(rows)), At(bench.Network.Parameters), At(bench.Outputs(rows)), rows, count);

        public override Action<int> Train(int rows) => count =>
            ((delegate* unmanaged<float*, float*, float*, float*, int, float, int, float>)Function("train"))(
                At(bench.Inputs(rows)), At(bench.TargetsOf(rows)), At(bench.Network.Parameters), At(bench.Gradients), rows, PublicApi<TNetwork>.LearningRate, count);

        private nint Function(string name) => NativeLibrary.GetExport(library, $"{typeof(TNetwork).Name}_{name}");

        private static float* At(Span<float> span) => Pinned.Pointer(span);
    }
}
