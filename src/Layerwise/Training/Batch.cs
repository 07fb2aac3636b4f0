namespace Layerwise;

/// <summary>The samples of one step, gathered into two buffers that are allocated once.</summary>
internal sealed class Batch(int capacity, int inputSize, int targetSize)
{
    private readonly float[] _inputs = new float[checked(capacity * inputSize)];
    private readonly float[] _targets = new float[checked(capacity * targetSize)];
    private int _rows;

    public int Capacity => capacity;

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, _rows * inputSize);

    public ReadOnlySpan<float> Targets => _targets.AsSpan(0, _rows * targetSize);

    public void Gather(Dataset dataset, ReadOnlySpan<int> samples)
    {
        for (int row = 0; row < samples.Length; row++) CopySample(dataset, samples[row], row);
        _rows = samples.Length;
    }

    public void Gather(Dataset dataset, int first, int count)
    {
        for (int row = 0; row < count; row++) CopySample(dataset, first + row, row);
        _rows = count;
    }

    private void CopySample(Dataset dataset, int sample, int row) =>
        dataset.CopySample(sample, _inputs.AsSpan(row * inputSize, inputSize), _targets.AsSpan(row * targetSize, targetSize));
}
