using Layerwise;

namespace Amplifier;

/// <summary>Prints every fifth epoch.</summary>
internal sealed class EveryFifth : IProgress<EpochReport>
{
    /// <inheritdoc/>
    public void Report(EpochReport value)
    {
        if (value.Epoch % 5 == 0) Console.WriteLine($"epoch {value.Epoch,2}: loss {value.Training.Loss:F5}");
    }
}
