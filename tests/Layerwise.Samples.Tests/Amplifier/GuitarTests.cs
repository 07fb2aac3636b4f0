using Amplifier;

namespace Layerwise.Samples.Tests.Amplifier;

public sealed class GuitarTests
{
    // By the distance at which the sound is most like itself.
    [Theory]
    [InlineData(82.41)]
    [InlineData(220)]
    [InlineData(440)]
    public void A_string_has_its_pitch(double frequency)
    {
        var sound = new float[8192];
        PluckedString.Add(sound, 0, sound.Length, frequency, 0.5f, new Random(1));
        int period = (int)Math.Round(Sound.Rate / frequency);
        double Likeness(int distance) => Enumerable.Range(2048, 4096).Sum(i => (double)sound[i] * sound[i + distance]);
        int best = Enumerable.Range(period / 2, period).MaxBy(Likeness);
        Assert.InRange(best, period - 1, period + 1);
        Assert.InRange(sound.Max(Math.Abs), 0.4f, 0.5001f);
    }

    [Fact]
    public void A_string_becomes_softer_and_is_damped()
    {
        var sound = new float[3 * Sound.Rate];
        PluckedString.Add(sound, 100, 2 * Sound.Rate, 220, 0.5f, new Random(1));
        float Loudest(int from, int count) => sound.AsSpan(from, count).ToArray().Max(Math.Abs);
        Assert.Equal(0, Loudest(0, 100));
        Assert.InRange(Loudest(Sound.Rate, 4410), 0.001f, Loudest(4410, 4410) / 2);
        Assert.Equal(0, Loudest((2 * Sound.Rate) + 100, Sound.Rate - 100));
    }

    [Fact]
    public void The_seed_decides_the_music()
    {
        float[] one = Guitar.Improvise(1, seed: 1);
        Assert.Equal(one, Guitar.Improvise(1, seed: 1));
        Assert.NotEqual(one, Guitar.Improvise(1, seed: 2));
        Assert.Equal(4 * Sound.Rate, Guitar.Riff().Length);
        Assert.InRange(Guitar.Riff().Max(Math.Abs), 0.2f, 1f);
    }
}
