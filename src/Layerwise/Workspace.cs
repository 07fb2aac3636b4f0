using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// All that training keeps between a forward and a backward pass of one network, allocated once. Not for several threads at a time.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
public abstract class Workspace<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    // Columns that a tile of kernels may cover: three of the widest registers.
    private const int MostPanelColumns = 48;

    private readonly AlignedBuffer _buffer;

    // Where in the buffer each layer's activations start; the copy of the inputs stands in front of them, at 0.
    private readonly int[] _activations;

    // The same of their pre-activations; -1 for a layer that keeps none.
    private readonly int[] _preActivations;
    private readonly int _evenDeltas;
    private readonly int _oddDeltas;
    private readonly int _panel;

    private bool _keepsInputs;

    /// <summary>Allocates for batches of up to <paramref name="maxBatch"/> samples.</summary>
    /// <param name="maxBatch">At least 1.</param>
    /// <param name="panelLength">Floats of the largest panel of weights that the kernels copy together or transpose, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is less than 1 or too large to allocate.</exception>
    protected Workspace(int maxBatch, long panelLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        MaxBatch = maxBatch;

        ReadOnlySpan<LayerInfo> layers = TNetwork.Layers;
        _activations = new int[layers.Length];
        _preActivations = new int[layers.Length];
        int widest = TNetwork.InputSize;
        long end = Region(maxBatch, TNetwork.InputSize);
        try
        {
            for (int layer = 0; layer < layers.Length; layer++)
            {
                _activations[layer] = checked((int)end);
                end += Region(maxBatch, layers[layer].FanOut);
                _preActivations[layer] = layers[layer].KeepsPreActivations ? checked((int)end) : -1;
                if (layers[layer].KeepsPreActivations) end += Region(maxBatch, layers[layer].FanOut);
                widest = Math.Max(widest, layers[layer].FanOut);
            }

            _evenDeltas = checked((int)end);
            end += Region(maxBatch, widest);
            _oddDeltas = checked((int)end);
            end += Region(maxBatch, widest);
            _panel = checked((int)end);
            end += Math.Max(panelLength, Region(maxBatch, MostPanelColumns));
            _buffer = new AlignedBuffer(checked((int)end));
        }
        catch (Exception e) when (e is OverflowException or OutOfMemoryException)
        {
            throw new ArgumentOutOfRangeException(
                $"A workspace of {typeof(TNetwork).Name} for {maxBatch} samples can't be allocated; choose a smaller maxBatch.", e);
        }
    }

    /// <summary>The most samples that one pass may have.</summary>
    public int MaxBatch { get; }

    /// <summary>Number of samples in the last training pass; 0 before the first.</summary>
    public int BatchSize { get; private set; }

    /// <summary>The outputs of one layer in the last training pass.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <returns>[<see cref="BatchSize"/>, fanOut], valid until the next pass.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<float> Activations(int layer)
    {
        Guard.Layer(layer, _activations.Length);
        return MemoryMarshal.CreateReadOnlySpan(ref ActivationsOrigin(layer), BatchSize * TNetwork.Layers[layer].FanOut);
    }

    /// <summary>The pre-activations z of one layer in the last training pass, of which <see cref="Activations"/> are φ(z).</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <returns>[<see cref="BatchSize"/>, fanOut], valid until the next pass; empty where the layer keeps none (<see cref="LayerInfo.KeepsPreActivations"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<float> PreActivations(int layer)
    {
        Guard.Layer(layer, _preActivations.Length);
        return TNetwork.Layers[layer].KeepsPreActivations
            ? MemoryMarshal.CreateReadOnlySpan(ref PreActivationsOrigin(layer), BatchSize * TNetwork.Layers[layer].FanOut)
            : default;
    }

    /// <summary>For generated code: where the copy of the inputs starts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float InputsOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffer.Origin;
    }

    /// <summary>For generated code: where the activations of a layer start. The index is not checked.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float ActivationsOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _activations[layer]);

    /// <summary>For generated code: where the pre-activations of a layer that keeps them start. The index is not checked.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float PreActivationsOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _preActivations[layer]);

    /// <summary>For generated code: where the derivatives by the pre-activations of a layer start. Layers of equal parity share the room.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float DeltasOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, (layer & 1) == 0 ? _evenDeltas : _oddDeltas);

    /// <summary>For generated code: room for the columns of weights, transposed weights or deltas that a kernel works on.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float PanelOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _buffer.Origin, _panel);
    }

    /// <summary>For generated code: begins a pass over <paramref name="rows"/> samples.</summary>
    /// <param name="rows">Number of samples.</param>
    /// <param name="parameter">Name of the parameter that holds them.</param>
    /// <param name="keepsInputs">Whether the inputs will be copied to <see cref="InputsOrigin"/>, for a backward pass of its own.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxBatch"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void BeginPass(int rows, string parameter, bool keepsInputs)
    {
        if (rows > MaxBatch)
        {
            throw new ArgumentException($"Expected at most {MaxBatch} samples, which this workspace was made for, but there are {rows}.", parameter);
        }

        BatchSize = rows;
        _keepsInputs = keepsInputs;
    }

    /// <summary>For generated code: checks that the last pass was a forward one that can still go backward.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void RequirePass()
    {
        if (!_keepsInputs)
        {
            throw new InvalidOperationException(
                "Backward needs a training pass first: call Forward(inputs, workspace). ComputeGradients is no such pass; it goes backward by itself.");
        }
    }

    // Rounded up to whole cache lines, with a register's width between the regions for kernels that read past the last row.
    private static long Region(int rows, int width)
    {
        const int line = AlignedBuffer.Slack;
        return ((((long)rows * width) + line - 1) / line * line) + line;
    }
}
