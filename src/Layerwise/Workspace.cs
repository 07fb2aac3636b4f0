using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// All that training keeps between a forward and a backward pass of one network, allocated once.
/// </summary>
/// <remarks>
/// One pass at a time: not for several threads, and not for a pass inside a pass, as an activation of one's own could start it. What such passes compute is
/// meaningless; but they stay within the workspace and within the spans that each was given.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
public abstract class Workspace<TNetwork> : WorkspaceMemory
    where TNetwork : class, INetwork<TNetwork>
{
    // Columns that a tile of kernels may cover: three of the widest registers.
    private const int MostPanelColumns = 48;

    // What checks of each pass ask for: the network's own constants are looked up anew at every use, because its workspaces share their code.
    private readonly bool _answersOnce = !HeadsOf<TNetwork>.AreSeveral && TNetwork.AnsweredSteps == 1;
    private readonly int _outputSize = TNetwork.OutputSize;
    private readonly TargetTraits _targets = LossTraits.Of(TNetwork.Loss).Target;

    private bool _keepsInputs;

    /// <summary>Allocates for batches of up to <paramref name="maxBatch"/> samples.</summary>
    /// <param name="maxBatch">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is less than 1 or too large to allocate.</exception>
    protected Workspace(int maxBatch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        MaxBatch = maxBatch;

        ReadOnlySpan<LayerInfo> layers = TNetwork.Layers;
        _places = new Places[layers.Length];
        _headLosses = new float[TNetwork.Heads.Length > 1 ? TNetwork.Heads.Length : 0];
        int widest = TNetwork.InputSize;
        long end = Region(maxBatch, TNetwork.InputSize);
        try
        {
            for (int layer = 0; layer < layers.Length; layer++)
            {
                LayerInfo info = layers[layer];
                int activations = Take(info.OutputSize, ref end);
                _places[layer] = new Places(
                    info.OutputSize,
                    activations,
                    info.KeepsPreActivations ? Take(info.OutputSize, ref end) : activations,
                    info.BatchNormalization ? Take(info.NormalizedSize, ref end) : activations,
                    info.BatchNormalization ? Take(1, info.NormalizedCount, ref end) : activations,
                    info.DropsOutputs ? Take(info.OutputSize, ref end) : activations);
                widest = Math.Max(widest, info.OutputSize);
            }

            _further = TakeAll(TNetwork.FurtherWidths, ref end);

            // Layers in a row need two at a time.
            _deltas = TakeAll(TNetwork.DeltaWidths is { IsEmpty: false } widths ? widths : [widest, widest], ref end);
            _stateSize = TNetwork.StateSize;
            if (_stateSize > 0) _states = Take(_stateSize, ref end);
            _panel = checked((int)end);
            end += Math.Max(TNetwork.TrainingPanelLength, Region((long)maxBatch * Math.Max(1, TNetwork.Steps), MostPanelColumns));
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

    /// <summary>What the masks of dropout are drawn from, beside <see cref="DropoutPass"/>: any number. Default 0.</summary>
    public ulong DropoutSeed { get; set; }

    /// <summary>
    /// Counts training passes, each of which draws new masks for dropout. Setting it back before a pass brings back the masks of the one that
    /// followed that number.
    /// </summary>
    public uint DropoutPass { get; set; }

    /// <summary>
    /// Whether each row of a pass goes on from what the same row remembered at the end of the pass before, as with a long sequence that is cut into windows; gradients end at the
    /// cut (truncated back-propagation through time). Default false: every pass begins with zeros. For a network that goes step by step.
    /// </summary>
    public bool CarriesStates { get; set; }

    /// <summary>What each row of the last pass remembers behind its last step, [rows, <see cref="INetwork{TSelf}.StateSize"/>]; a pass that carries states begins with it.</summary>
    public Span<float> States => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _buffer.Origin, _states), MaxBatch * _stateSize);

    /// <summary>
    /// Says how many steps each row of the next passes has, of those that it has room for: what lies behind takes no part in loss and gradients, and only needs to be numbers.
    /// Each sequence counts alike, however long.
    /// </summary>
    /// <param name="lengths">One for each row, from 1 to <see cref="INetwork{TSelf}.Steps"/>; empty for all steps of all rows, as at first.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxBatch"/>, or one is out of range.</exception>
    public void SetLengths(ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxBatch) throw new ArgumentException($"Expected at most {MaxBatch} lengths, one for each row, but there are {lengths.Length}.", nameof(lengths));
        Guard.StepCounts(lengths, TNetwork.Steps, nameof(lengths));
        if (_lengths.Length < lengths.Length) _lengths = new int[MaxBatch];
        lengths.CopyTo(_lengths);
        _lengthCount = lengths.Length;
    }

    /// <summary>Which part of a batch the passes work on: parts draw different masks.</summary>
    internal uint DropoutShard { get; set; }

    /// <summary>The inputs of the last pass as its first layer saw them: scaled, where the network scales them.</summary>
    /// <param name="given">As they were given.</param>
    internal ReadOnlySpan<float> SeenInputs(ReadOnlySpan<float> given) =>
        TNetwork.InputScaling == InputScaling.None ? given : MemoryMarshal.CreateReadOnlySpan(ref _buffer.Origin, BatchSize * TNetwork.InputSize);

    /// <summary>Whether passes drop nothing. Of one sample each, they then compute what inference does.</summary>
    internal bool IsForInference { get; set; }

    /// <summary>Whether who fills the batches has checked their targets.</summary>
    internal bool IsGivenCheckedTargets { get; set; }

    /// <summary>
    /// The mean loss of each output in the last <c>ComputeGradients</c>, without its weight, in the order of <see cref="INetwork{TSelf}.Heads"/>; empty for a network with one
    /// output, whose loss that call returns.
    /// </summary>
    public ReadOnlySpan<float> HeadLosses => _headLosses;

    /// <summary>
    /// The activations φ(z) of one layer in the last training pass; of a layer that does more to them, as to add what its residual connection brings, what it makes before a
    /// dropout at its end.
    /// </summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <returns>[<see cref="BatchSize"/>, <see cref="LayerInfo.OutputSize"/>], valid until the next pass.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<float> Activations(int layer)
    {
        Guard.Layer(layer, _places.Length);
        return View(layer, _places[layer].Activations);
    }

    /// <summary>What the next layer saw of one layer in the last training pass: its activations, after dropout where the layer has it.</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <returns>[<see cref="BatchSize"/>, <see cref="LayerInfo.OutputSize"/>], valid until the next pass.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<float> Outputs(int layer)
    {
        Guard.Layer(layer, _places.Length);
        return View(layer, _places[layer].Outputs);
    }

    /// <summary>
    /// The pre-activations z of one layer in the last training pass, after a normalization where the layer has one before its activation: <see cref="Activations"/>
    /// are φ(z), and what the layer does to it then.
    /// </summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <returns>[<see cref="BatchSize"/>, <see cref="LayerInfo.OutputSize"/>], valid until the next pass; empty where the layer keeps none (<see cref="LayerInfo.KeepsPreActivations"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<float> PreActivations(int layer)
    {
        Guard.Layer(layer, _places.Length);
        return _places[layer].KeepsPreActivations ? View(layer, _places[layer].PreActivations) : default;
    }

    /// <summary>For generated code: begins a pass over <paramref name="rows"/> samples.</summary>
    /// <param name="rows">Number of samples.</param>
    /// <param name="parameter">Name of the parameter that holds them.</param>
    /// <param name="keepsInputs">Whether the inputs will be copied to <see cref="WorkspaceMemory.InputsOrigin"/>, for a backward pass of its own.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxBatch"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void BeginPass(int rows, string parameter, bool keepsInputs)
    {
        if ((uint)rows > (uint)MaxBatch)
        {
            throw new ArgumentException($"Expected at most {MaxBatch} samples, which this workspace was made for, but there are {rows}.", parameter);
        }

        if (_lengthCount > 0 && _lengthCount != rows)
        {
            throw new ArgumentException($"Expected {_lengthCount} samples, as many as {nameof(SetLengths)} was given lengths, but there are {rows}.", parameter);
        }

        if (_stateSize > 0 && !CarriesStates) States.Clear();
        BatchSize = rows;
        DropoutMasks = new DropoutMasks(DropoutSeed, ++DropoutPass, DropoutShard) { KeepAll = IsForInference };
        _keepsInputs = keepsInputs;
    }

    /// <summary>For generated code: checks that the loss has a meaning for every target of a pass, where nobody did before.</summary>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="parameter">Name of the parameter that holds them.</param>
    /// <exception cref="ArgumentException">One is outside its range.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void CheckTargets(ReadOnlySpan<float> targets, string parameter)
    {
        if (IsGivenCheckedTargets) return;
        if (_answersOnce && TargetLoop.AreInside(targets, _outputSize, _targets)) return;
        CheckAnswers(targets, parameter);
    }

    private void CheckAnswers(ReadOnlySpan<float> targets, string parameter)
    {
        int steps = TNetwork.AnsweredSteps, width = TNetwork.OutputSize / steps;
        if (HeadsOf<TNetwork>.AreSeveral && steps > 1) Guard.StepTargets(targets, FittingLengths(targets.Length), steps, width, HeadsOf<TNetwork>.All, parameter);
        else if (HeadsOf<TNetwork>.AreSeveral) Guard.Targets(targets, TNetwork.OutputSize, HeadsOf<TNetwork>.All, parameter);
        else if (steps > 1) Guard.StepTargets(targets, FittingLengths(targets.Length), steps, width, TNetwork.Loss, parameter);
        else Guard.Targets(targets, width, TNetwork.Loss, parameter);
    }

    // Another number of lengths than of samples is refused when the pass begins.
    private ReadOnlySpan<int> FittingLengths(int targets) => _lengthCount == targets / TNetwork.OutputSize ? Lengths : default;

    /// <summary>For generated code: checks that the last pass was a forward one that can still go backward.</summary>
    /// <returns>The number of its samples, which the pass back takes from here and nowhere else.</returns>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int RequirePass()
    {
        int rows = BatchSize;
        if (!_keepsInputs)
        {
            throw new InvalidOperationException(
                "Backward needs a training pass first: call Forward(inputs, workspace). ComputeGradients is no such pass; it goes backward by itself.");
        }

        return rows;
    }

    /// <summary>For generated code: checks that a pass which writes this workspace is not given its memory to read.</summary>
    /// <param name="read">What the pass will read.</param>
    /// <param name="parameter">Name of the parameter that holds it.</param>
    /// <exception cref="ArgumentException">It lies in the workspace.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void RequireOutside(ReadOnlySpan<float> read, string parameter) => Guard.Disjoint(read, _buffer.Span, parameter, "the workspace");

    private ReadOnlySpan<float> View(int layer, int place) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _buffer.Origin, place), BatchSize * _places[layer].Width);

    private int[] TakeAll(ReadOnlySpan<int> widths, ref long end)
    {
        int[] starts = new int[widths.Length];
        for (int i = 0; i < starts.Length; i++) starts[i] = Take(widths[i], ref end);
        return starts;
    }

    private int Take(int width, ref long end) => Take(MaxBatch, width, ref end);

    private static int Take(int rows, int width, ref long end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int start = checked((int)end);
        end += Region(rows, width);
        return start;
    }

    // Rounded up to whole cache lines, with a register's width between the regions for kernels that read past the last row.
    private static long Region(long rows, int width)
    {
        const int line = AlignedBuffer.Slack;
        return (((rows * width) + line - 1) / line * line) + line;
    }
}
