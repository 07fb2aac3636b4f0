using System.Runtime.CompilerServices;

namespace Layerwise;

/// <summary>The samples of one step, gathered into two buffers that are allocated once.</summary>
internal sealed class Batch(int capacity, int inputSize, int targetSize, float targetOfOtherClasses)
{
    private readonly float[] _inputs = new float[checked(capacity * inputSize)];
    private readonly float[] _targets = new float[checked(capacity * targetSize)];

    // Room for samples with weights; allocated with the first of them.
    private float[] _weights = [];
    private float[] _factors = [];
    private bool _hasWeights;

    // The same for steps of sequences.
    private int[] _lengths = [];
    private bool _hasLengths;

    public int Rows { get; private set; }

    /// <summary>The weights of the samples, added up: their number, where they have none.</summary>
    public double Weight { get; private set; }

    /// <summary>The weights of the samples; none, where each counts as one.</summary>
    public ReadOnlySpan<float> Weights => _hasWeights ? _weights.AsSpan(0, Rows) : default;

    /// <summary>What makes of a mean over these samples the weighted one: weight · rows / sum of weights. Null, where each counts as one.</summary>
    public float[]? RowFactors => _hasWeights ? _factors : null;

    /// <summary>Steps of the samples; none, where each has all.</summary>
    public ReadOnlySpan<int> Lengths => _hasLengths ? _lengths.AsSpan(0, Rows) : default;

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Rows * inputSize);

    public ReadOnlySpan<float> Targets => _targets.AsSpan(0, Rows * targetSize);

    public void Gather(Dataset dataset, ReadOnlySpan<int> samples)
    {
        for (int row = 0; row < samples.Length; row++) CopySample(dataset, samples[row], row);
        Rows = samples.Length;
        if (BeginLengths(dataset))
        {
            for (int row = 0; row < samples.Length; row++) _lengths[row] = dataset.Length(samples[row]);
        }

        if (BeginWeights(dataset))
        {
            for (int row = 0; row < samples.Length; row++) _weights[row] = dataset.Weight(samples[row]);
            CompleteWeights();
        }
    }

    public void Gather(Dataset dataset, int first, int count)
    {
        for (int row = 0; row < count; row++) CopySample(dataset, first + row, row);
        Rows = count;
        if (BeginLengths(dataset))
        {
            for (int row = 0; row < count; row++) _lengths[row] = dataset.Length(first + row);
        }

        if (BeginWeights(dataset))
        {
            for (int row = 0; row < count; row++) _weights[row] = dataset.Weight(first + row);
            CompleteWeights();
        }
    }

    /// <summary>Changes the inputs of the samples that were gathered.</summary>
    /// <param name="augmentation">How.</param>
    /// <param name="samples">Which samples they are.</param>
    /// <param name="seed">That of the trainer.</param>
    /// <param name="steps">Steps taken so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Augment(Augmentation augmentation, ReadOnlySpan<int> samples, ulong seed, long steps)
    {
        for (int row = 0; row < samples.Length; row++)
        {
            augmentation(_inputs.AsSpan(row * inputSize, inputSize), samples[row], AugmentationSeed.Of(seed, steps, samples[row]));
        }
    }

    public void Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        inputs.CopyTo(_inputs);
        targets.CopyTo(_targets);
        Rows = inputs.Length / inputSize;
        (_hasWeights, _hasLengths) = (false, false);
        Weight = Rows;
    }

    private bool BeginLengths(Dataset dataset)
    {
        _hasLengths = dataset.HasLengths;
        if (_hasLengths && _lengths.Length == 0) _lengths = new int[capacity];
        return _hasLengths;
    }

    private bool BeginWeights(Dataset dataset)
    {
        _hasWeights = dataset.HasWeights;
        Weight = Rows;
        if (_hasWeights && _weights.Length == 0) (_weights, _factors) = (new float[capacity], new float[capacity]);
        return _hasWeights;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CompleteWeights()
    {
        Weight = WeightedLoss.Sum(Weights);
        for (int row = 0; row < Rows; row++) _factors[row] = Weight == 0 ? 0 : (float)(_weights[row] * (double)Rows / Weight);
    }

    private void CopySample(Dataset dataset, int sample, int row) =>
        dataset.Gather(
            sample, _inputs.AsSpan(row * inputSize, inputSize), _targets.AsSpan(row * targetSize, targetSize), targetOfOtherClasses);
}
