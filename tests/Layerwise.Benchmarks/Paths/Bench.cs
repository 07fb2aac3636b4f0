using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Benchmarks.Machine;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Paths;

/// <summary>A network with everything that its passes read and write.</summary>
internal sealed class Bench<TNetwork>(TNetwork network)
    where TNetwork : class, INetwork<TNetwork>
{
    private const int MostRows = 256;

    // Code that is shared by all networks looks their sizes up at every use, which costs more than a pass through the smallest ones.
    private readonly int _inputSize = TNetwork.InputSize;
    private readonly int _outputSize = TNetwork.OutputSize;

    private readonly AlignedBuffer _gradients = new(TNetwork.ParameterCount);
    private readonly AlignedBuffer _inputs = Filled.Random(MostRows * TNetwork.InputSize);
    private readonly AlignedBuffer _outputs = new(MostRows * TNetwork.OutputSize);
    private readonly AlignedBuffer _targets = Targets(MostRows);

    public TNetwork Network { get; } = network;

    public Span<float> Gradients => _gradients.Span;

    public Span<float> Inputs(int rows) => _inputs.Span[..(rows * _inputSize)];

    public Span<float> Outputs(int rows) => _outputs.Span[..(rows * _outputSize)];

    public Span<float> TargetsOf(int rows) => _targets.Span[..(rows * _outputSize)];

    /// <summary>Makes the inputs of the next pass depend on the outputs of this one, as in a control loop.</summary>
    public void FeedBack()
    {
        int shared = Math.Min(_inputSize, _outputSize);
        ref float x = ref MemoryMarshal.GetReference(_inputs.Span);
        ref float y = ref MemoryMarshal.GetReference(_outputs.Span);
        for (int i = 0; i < shared; i++) Unsafe.Add(ref x, i) = Unsafe.Add(ref y, i);
    }

    private static AlignedBuffer Targets(int rows)
    {
        var targets = new AlignedBuffer(rows * TNetwork.OutputSize);
        for (int row = 0; row < rows; row++) targets.Span[(row * TNetwork.OutputSize) + (row % TNetwork.OutputSize)] = 1;
        return targets;
    }
}
