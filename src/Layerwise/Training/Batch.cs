namespace Layerwise;

/// <summary>The samples of one step, gathered into two buffers that are allocated once.</summary>
internal sealed class Batch(int capacity, int inputSize, int targetSize, float targetOfOtherClasses)
{
    private readonly float[] _inputs = new float[checked(capacity * inputSize)];
    private readonly float[] _targets = new float[checked(capacity * targetSize)];

    public int Rows { get; private set; }

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Rows * inputSize);

    public ReadOnlySpan<float> Targets => _targets.AsSpan(0, Rows * targetSize);

    public void Gather(Dataset dataset, ReadOnlySpan<int> samples)
    {
        for (int row = 0; row < samples.Length; row++) CopySample(dataset, samples[row], row);
        Rows = samples.Length;
    }

    public void Gather(Dataset dataset, int first, int count)
    {
        for (int row = 0; row < count; row++) CopySample(dataset, first + row, row);
        Rows = count;
    }

    public void Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        inputs.CopyTo(_inputs);
        targets.CopyTo(_targets);
        Rows = inputs.Length / inputSize;
    }

    private void CopySample(Dataset dataset, int sample, int row) =>
        dataset.Gather(
            sample, _inputs.AsSpan(row * inputSize, inputSize), _targets.AsSpan(row * targetSize, targetSize), targetOfOtherClasses);
}
