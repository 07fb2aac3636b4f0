namespace Amplifier;

/// <summary>What holds for all sound here.</summary>
internal static class Sound
{
    /// <summary>Samples of a second.</summary>
    public const int Rate = 44_100;

    /// <summary>How much of what was wanted an answer misses: Σ(wanted − found)² / Σ wanted².</summary>
    /// <param name="wanted">What the circuit made.</param>
    /// <param name="found">What a network made, as long.</param>
    public static double ErrorToSignal(ReadOnlySpan<float> wanted, ReadOnlySpan<float> found)
    {
        double error = 0, signal = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            double difference = (double)wanted[i] - found[i];
            error += difference * difference;
            signal += (double)wanted[i] * wanted[i];
        }

        return error / signal;
    }
}
