namespace Layerwise;

/// <summary>Settings of a <see cref="Trainer{TNetwork}"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>Most samples in one step, at least 1. Default 32.</summary>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BatchSize));
            field = value;
        }
    } = 32;

    /// <summary>Decides in which order the samples come: any number. Default 0.</summary>
    public ulong Seed { get; init; }
}
