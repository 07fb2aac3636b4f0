using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>For generated code: where in a <see cref="Workspace{TNetwork}"/> the values of each layer lie, whichever network it is for.</summary>
public abstract class WorkspaceMemory
{
    // Where in the buffer each layer's values start; the copy of the inputs stands in front of them, at 0. What a layer does not have lies where its activations do.
    private protected AlignedBuffer _buffer;
    private protected Places[] _places = [];
    private protected int[] _further = [];
    private protected int[] _deltas = [];
    private protected int _panel;
    private protected float[] _headLosses = [];
    private protected int _states;
    private protected int _stateSize;

    // How many steps each row of a pass has; none for all.
    private protected int[] _lengths = [];
    private protected int _lengthCount;

    private protected WorkspaceMemory()
    {
    }

    /// <summary>What the derivatives of each sample of the next passes are multiplied by; null for 1.</summary>
    internal float[]? RowFactors { get; set; }

    /// <summary>Whether the last pass multiplied by them.</summary>
    internal bool HasWeighedRows { get; set; }

    /// <summary>For generated code: weighs the samples of a pass, if they have weights, where the loss has left its derivatives.</summary>
    /// <param name="derivatives">[rows, outputs], replaced.</param>
    /// <param name="rows">Number of samples.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WeighRows(Span<float> derivatives, int rows)
    {
        if (RowFactors is not null) WeighRows(derivatives, RowFactors.AsSpan(0, rows));
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

    /// <summary>For generated code: where one of the values starts that stand between the steps of a layer (<see cref="INetwork{TSelf}.FurtherWidths"/>).</summary>
    /// <param name="value">Zero-based index of the value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float FurtherOrigin(int value) => ref Unsafe.Add(ref _buffer.Origin, _further[value]);

    /// <summary>
    /// For generated code: where a room for derivatives starts (<see cref="INetwork{TSelf}.DeltaWidths"/>). Values whose derivatives are never needed together share one.
    /// </summary>
    /// <param name="room">Zero-based index of the room.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float DeltasOrigin(int room) => ref Unsafe.Add(ref _buffer.Origin, _deltas[room]);

    /// <summary>For generated code: room for the columns of weights, transposed weights or deltas that a kernel works on.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float PanelOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _buffer.Origin, _panel);
    }

    /// <summary>For generated code: where in what a row remembers the part of a recurrent layer starts.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">Index of its first number.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float StateOrigin(int row, int place) => ref Unsafe.Add(ref _buffer.Origin, _states + (row * (nint)_stateSize) + place);

    /// <summary>For generated code: how many steps of each row count; empty for all.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, _lengthCount);

    /// <summary>For generated code: how many steps of a row count.</summary>
    /// <param name="row">The row.</param>
    /// <param name="steps">How many a row has room for.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int StepsOf(int row, int steps) => _lengthCount == 0 ? steps : _lengths[row];

    /// <summary>For generated code: keeps the mean loss of one of several outputs.</summary>
    /// <param name="head">Zero-based index of the output.</param>
    /// <param name="loss">The loss, without its weight.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void SetHeadLoss(int head, float loss) => _headLosses[head] = loss;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WeighRows(Span<float> derivatives, ReadOnlySpan<float> factors)
    {
        int width = derivatives.Length / factors.Length;
        for (int row = 0; row < factors.Length; row++)
        {
            Span<float> ofRow = derivatives.Slice(row * width, width);
            float factor = factors[row];

            // An answer that counts for nothing may be NaN.
            if (factor == 0) ofRow.Clear();
            else foreach (ref float derivative in ofRow) derivative *= factor;
        }

        HasWeighedRows = true;
    }

    private protected readonly record struct Places(int Width, int Activations, int PreActivations, int Normalized, int InverseDeviations, int Outputs)
    {
        public bool KeepsPreActivations => PreActivations != Activations;
    }
}
