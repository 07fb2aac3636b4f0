namespace Layerwise.Benchmarks.Paths;

/// <summary>Somebody's way of running one network: what is given is how often.</summary>
internal abstract class Subject
{
    /// <summary>Inference of one sample, whose inputs are ready.</summary>
    public abstract void Sample(int count);

    /// <summary>Inference of one sample, whose inputs are the outputs before.</summary>
    public abstract void Serial(int count);

    /// <summary>Inference of several samples in one call.</summary>
    public abstract Action<int> Batch(int rows);

    /// <summary>Forward pass, loss, backward pass and a step of plain gradient descent.</summary>
    public abstract Action<int> Train(int rows);
}
