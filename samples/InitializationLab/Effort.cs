namespace InitializationLab;

/// <summary>How much an experiment does.</summary>
internal sealed record Effort
{
    /// <summary>What a run without options takes.</summary>
    public static Effort Normal { get; } = new();

    /// <summary>More draws and longer training, for smoother numbers.</summary>
    public static Effort Full { get; } = new() { Draws = 64, Epochs = 60, DeepEpochs = 60 };

    /// <summary>First seed of the draws: any number.</summary>
    public ulong Seed { get; init; }

    /// <summary>Networks drawn for each measured gain, at least 1.</summary>
    public int Draws { get; init; } = 16;

    /// <summary>Samples in the batch that signal and gradient are measured on, at least 2.</summary>
    public int Rows { get; init; } = 64;

    /// <summary>Epochs of each training, at least 1.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Epochs of each training of thirty layers, at least 1.</summary>
    public int DeepEpochs { get; init; } = 30;
}
