using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Layerwise.Benchmarks.Peers;

/// <summary>Networks that remember as C loops over fixed sizes, with the loops over steps in C too.</summary>
internal sealed class RecurrentLoops
{
    private readonly StringBuilder _source = new("#include \"recurrent.c\"\n#include \"causal.c\"\n");
    private readonly HashSet<string> _declared = [];
    private nint _library;

    /// <summary>Why there are none, or empty.</summary>
    public string WhyAbsent { get; private set; } = "";

    public void Declare<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        LayerInfo layer = TNetwork.Layers[0];
        _declared.Add(Name<TNetwork>());
        if (layer.Window is { } window)
        {
            _source.AppendLine(CultureInfo.InvariantCulture, $"CAUSAL({window.Filters}, {window.Horizontal.Kernel}, {TNetwork.Layers[1].Window!.Horizontal.Dilation})");
            return;
        }

        (int gates, int biases) = layer.Kind == LayerKind.Gru ? (3, 1) : (4, 0);
        _source.AppendLine(CultureInfo.InvariantCulture, $"RECURRENT({layer.Kind}, {layer.FanIn}, {layer.FanOut}, {gates}, {biases})");
    }

    public void Compile()
    {
        _library = NativeLibraries.Compile(_source.ToString(), "-lm", out string why);
        WhyAbsent = why;
    }

    /// <summary>Repeats so many steps; null where there is no library, or none of this network.</summary>
    public unsafe Action<int>? Of<TNetwork>(TNetwork network, Span<float> inputs, Span<float> outputs, Span<float> state)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        if (_library == 0 || !_declared.Contains(Name<TNetwork>())) return null;
        var steps = (delegate* unmanaged<float*, float*, float*, float*, int, int, void>)NativeLibrary.GetExport(_library, Name<TNetwork>() + "_steps");
        float* x = Pinned.Pointer(inputs);
        float* y = Pinned.Pointer(outputs);
        float* h = Pinned.Pointer(state);
        int length = inputs.Length / TNetwork.StepInputSize;
        return count => steps(x, Pinned.Pointer(network.Parameters), h, y, length, count);
    }

    private static string Name<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        LayerInfo layer = TNetwork.Layers[0];
        if (layer.Recurrence is { ResetAfter: false }) return $"ResetFirst{layer.FanOut}";
        return layer.Window is { } window ? $"Causal{window.Filters}By{TNetwork.Layers.Length - 1}" : $"{layer.Kind}{layer.FanOut}";
    }
}
