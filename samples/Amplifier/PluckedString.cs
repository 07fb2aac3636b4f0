namespace Amplifier;

/// <summary>
/// A plucked string: noise runs around in a loop as long as a period, and loses its heights at each turn (Karplus and Strong 1983).
/// </summary>
internal static class PluckedString
{
    // Of what comes around, to be heard for some seconds.
    private const double Kept = 0.997;

    // A pick softens the noise that it leaves.
    private const double Softness = 0.5;

    /// <summary>Adds a note to sound.</summary>
    /// <param name="sound">All of it.</param>
    /// <param name="start">Where the note begins; what does not fit is cut off.</param>
    /// <param name="count">Samples until the string is damped.</param>
    /// <param name="frequency">Its pitch in hertz, of 30 or more.</param>
    /// <param name="strength">The loudest that it may begin with.</param>
    /// <param name="random">Decides the noise.</param>
    public static void Add(Span<float> sound, int start, int count, double frequency, float strength, Random random)
    {
        // The mean of two neighbours, which takes the heights, is half a sample late.
        double delay = (Sound.Rate / frequency) - 0.5;
        int whole = (int)delay;
        double part = delay - whole;
        int length = Math.Min(count, sound.Length - start);
        var wave = new double[length];
        double noise = 0;
        for (int i = 0; i < length; i++)
        {
            if (i <= whole)
            {
                noise += (1 - Softness) * ((2 * random.NextDouble()) - 1 - noise);
                wave[i] = noise;
                continue;
            }

            double newer = ((1 - part) * At(wave, i - whole)) + (part * At(wave, i - whole - 1));
            double older = ((1 - part) * At(wave, i - whole - 1)) + (part * At(wave, i - whole - 2));
            wave[i] = Kept * 0.5 * (newer + older);
        }

        double most = wave.Take(whole + 1).Max(Math.Abs);
        for (int i = 0; i < length; i++) sound[start + i] += (float)(wave[i] / most * strength * Fade(i, length));
    }

    private static double At(double[] values, int i) => i >= 0 ? values[i] : 0;

    // A hand that damps a string takes 10 ms.
    private static double Fade(int i, int length) => Math.Min(1, (length - i) / (0.01 * Sound.Rate));
}
