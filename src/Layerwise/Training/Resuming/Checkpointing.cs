namespace Layerwise;

/// <summary>
/// Has <see cref="Trainer{TNetwork}.Fit"/> write a file from which training continues after a crash: after some steps, after some
/// epochs, when it is cancelled, and at its end. Each file takes the place of the one before, as a whole.
/// </summary>
public sealed record Checkpointing
{
    /// <summary>A checkpoint after every epoch.</summary>
    /// <param name="path">The file, read by <see cref="Trainer{TNetwork}.Load"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public Checkpointing(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Epochs from one checkpoint to the next, at least 1. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Epochs { get; init => field = (int)Hyperparameter.AtLeast(value, 1); } = 1;

    /// <summary>Steps from one checkpoint to the next, beside those after epochs: at least 1, or null for none. Default null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public long? Steps { get; init => field = value is long steps ? Hyperparameter.AtLeast(steps, 1) : null; }
}
