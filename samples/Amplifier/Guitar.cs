namespace Amplifier;

/// <summary>Music to learn from, by chance, and a riff to listen to.</summary>
internal static class Guitar
{
    private const double BeatSeconds = 0.25;

    // E minor pentatonic over two octaves and a half, in semitones above the low E of a guitar.
    private static readonly int[] Scale = [0, 3, 5, 7, 10, 12, 15, 17, 19, 22, 24, 27, 29];

    // A string that is open or stopped, -1 for none, how many beats, and whether its fifth sounds along.
    private static readonly (int Semitones, int Beats, bool HasFifth)[] RiffNotes =
    [
        (0, 2, true), (0, 1, true), (3, 1, true), (5, 2, true), (0, 1, true), (10, 1, true),
        (24, 1, false), (22, 1, false), (19, 1, false), (17, 1, false), (15, 2, false), (12, 2, false),
    ];

    /// <summary>Notes and chords of chance, some loud and some soft, some long and some short.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="seed">Decides them.</param>
    public static float[] Improvise(double seconds, int seed)
    {
        var random = new Random(seed);
        var sound = new float[(int)(seconds * Sound.Rate)];
        for (double at = 0; at < seconds; at += BeatSeconds)
        {
            int note = Scale[random.Next(Scale.Length)];
            float strength = 0.1f + (0.5f * random.NextSingle());
            Pluck(sound, at, random.Next(1, 5), note, hasFifth: note < 12 && random.NextDouble() < 0.5, strength, random);
        }

        return sound;
    }

    /// <summary>Four bars.</summary>
    public static float[] Riff()
    {
        var random = new Random(1983);
        var sound = new float[(int)(RiffNotes.Sum(static note => note.Beats) * BeatSeconds * Sound.Rate)];
        double at = 0;
        foreach ((int semitones, int beats, bool hasFifth) in RiffNotes)
        {
            Pluck(sound, at, beats, semitones, hasFifth, strength: 0.4f, random);
            at += beats * BeatSeconds;
        }

        return sound;
    }

    private static void Pluck(float[] sound, double at, int beats, int semitones, bool hasFifth, float strength, Random random)
    {
        int start = (int)(at * Sound.Rate), count = (int)(beats * BeatSeconds * Sound.Rate);
        PluckedString.Add(sound, start, count, Frequency(semitones), strength, random);
        if (hasFifth) PluckedString.Add(sound, start, count, Frequency(semitones + 7), strength, random);
    }

    private static double Frequency(int semitones) => 82.41 * Math.Pow(2, semitones / 12.0);
}
