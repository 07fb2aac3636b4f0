using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>For generated code: where in a <see cref="Workspace{TNetwork}"/> the values of each layer lie, whichever network it is for.</summary>
public abstract class WorkspaceMemory
{
    // Where in the buffer each layer's values start; the copy of the inputs stands in front of them, at 0. What a layer does not have lies where its activations do.
    private protected AlignedBuffer _buffer;
    private protected Places[] _places = [];
    private protected int _evenDeltas;
    private protected int _oddDeltas;
    private protected int _panel;

    private protected WorkspaceMemory()
    {
    }

    /// <summary>For generated code: where the copy of the inputs starts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float InputsOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffer.Origin;
    }

    /// <summary>For generated code: where the activations of a layer start.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float ActivationsOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _places[layer].Activations);

    /// <summary>For generated code: where the pre-activations of a layer that keeps them start.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float PreActivationsOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _places[layer].PreActivations);

    /// <summary>For generated code: where x̂ of a layer with batch normalization starts.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float NormalizedOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _places[layer].Normalized);

    /// <summary>For generated code: where 1/√(variance + ε) of a layer with batch normalization starts.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float InverseDeviationsOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _places[layer].InverseDeviations);

    /// <summary>For generated code: where the outputs of a layer start, which are its activations but for dropout.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float OutputsOrigin(int layer) => ref Unsafe.Add(ref _buffer.Origin, _places[layer].Outputs);

    /// <summary>For generated code: the masks of the last pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DropoutMasks DropoutMasks { get; private protected set; }

    /// <summary>For generated code: where the derivatives with respect to the pre-activations of a layer start. Layers of equal parity share the room.</summary>
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

    private protected readonly record struct Places(int Width, int Activations, int PreActivations, int Normalized, int InverseDeviations, int Outputs)
    {
        public bool KeepsPreActivations => PreActivations != Activations;
    }
}
