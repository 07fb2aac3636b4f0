using System.Numerics;

namespace Amplifier;

/// <summary>How much power sound has at which pitch: the mean over many short pieces (Welch 1967), in bands of a sixth of an octave.</summary>
internal static class Spectrum
{
    /// <summary>Hertz where the first band begins.</summary>
    public const double Lowest = 50;

    private const int PieceLength = 4096;
    private const int BandsPerOctave = 6;
    private const double Highest = 20_000;

    /// <summary>The bands: hertz in the middle of each.</summary>
    public static double[] Frequencies { get; } =
        [.. Enumerable.Range(0, (int)(BandsPerOctave * Math.Log2(Highest / Lowest))).Select(static band => Lowest * Math.Pow(2, (band + 0.5) / BandsPerOctave))];

    /// <summary>The power of each band, in decibels: 0 for a sine whose amplitude is 1.</summary>
    /// <param name="sound">4,096 samples or more.</param>
    public static double[] Of(ReadOnlySpan<float> sound)
    {
        var powers = new double[PieceLength / 2];
        int pieces = 0;
        for (int start = 0; start + PieceLength <= sound.Length; start += PieceLength / 2, pieces++)
        {
            Complex[] piece = Windowed(sound.Slice(start, PieceLength));
            Transform(piece);
            for (int i = 0; i < powers.Length; i++) powers[i] += piece[i].Magnitude * piece[i].Magnitude;
        }

        // The mean of the squared window is 3/8, and half of the power lies at negative frequencies. A low band may be narrower than the distance of two numbers.
        double whole = pieces * 0.375 * PieceLength * PieceLength / 4;
        return [.. Frequencies.Select(middle => 10 * Math.Log10(Math.Max(1e-12, Between(powers, middle) / whole)))];
    }

    private static double Between(double[] powers, double middle)
    {
        double half = Math.Pow(2, 0.5 / BandsPerOctave), distance = (double)Sound.Rate / PieceLength;
        double from = middle / half / distance, to = middle * half / distance;
        double sum = 0;
        for (int i = (int)from; i <= to + 1 && i < powers.Length; i++)
        {
            // Each number stands for what is half a distance around it.
            double share = Math.Min(to, i + 0.5) - Math.Max(from, i - 0.5);
            if (share > 0) sum += share * powers[i];
        }

        return sum;
    }

    private static Complex[] Windowed(ReadOnlySpan<float> sound)
    {
        var piece = new Complex[sound.Length];
        for (int i = 0; i < piece.Length; i++) piece[i] = sound[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / piece.Length)));
        return piece;
    }

    // The fast Fourier transform of a power of two of numbers: the even ones and the odd ones each by themselves, and both together.
    private static void Transform(Span<Complex> values)
    {
        int half = values.Length / 2;
        if (half == 0) return;
        var parts = new Complex[values.Length];
        for (int i = 0; i < half; i++) (parts[i], parts[half + i]) = (values[2 * i], values[(2 * i) + 1]);
        Transform(parts.AsSpan(0, half));
        Transform(parts.AsSpan(half));
        for (int i = 0; i < half; i++)
        {
            Complex turned = Complex.FromPolarCoordinates(1, -Math.PI * i / half) * parts[half + i];
            (values[i], values[half + i]) = (parts[i] + turned, parts[i] - turned);
        }
    }
}
