using System.Buffers.Binary;
using Amplifier;

namespace Layerwise.Samples.Tests.Amplifier;

public sealed class SpectrumTests
{
    [Theory]
    [InlineData(440, 1f, 0)]
    [InlineData(3000, 0.1f, -20)]
    public void A_sine_is_in_its_band_with_its_power(double frequency, float amplitude, double decibels)
    {
        double[] bands = Spectrum.Of(Sine(frequency, amplitude));
        int own = Enumerable.Range(0, bands.Length).MinBy(band => Math.Abs(Math.Log(Spectrum.Frequencies[band] / frequency)));
        Assert.Equal(decibels, bands[own], 1.0);
        for (int band = 0; band < bands.Length; band++)
        {
            if (Math.Abs(band - own) > 3) Assert.InRange(bands[band], -200, decibels - 40);
        }
    }

    [Fact]
    public void A_picture_has_a_curve_for_each()
    {
        float[] sine = Sine(440, 1);
        string picture = SpectrumPicture.Draw(sine, sine, sine);
        Assert.Equal(3, picture.Split("<polyline").Length - 1);
        Assert.Equal(Spectrum.Frequencies.Length, picture.Split("points=\"")[1].Split('"')[0].Split(' ').Length);
    }

    [Fact]
    public void A_file_has_the_samples_with_16_bits()
    {
        string path = Path.GetTempFileName();
        try
        {
            WaveFile.Write(path, [0, 0.5f, -1, 2]);
            byte[] bytes = File.ReadAllBytes(path);
            Assert.Equal(44 + 8, bytes.Length);
            Assert.Equal("RIFF", System.Text.Encoding.ASCII.GetString(bytes, 0, 4));
            Assert.Equal(44_100, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)));
            short[] samples = [.. Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(44 + (2 * i))))];
            Assert.Equal([0, 16384, -32767, 32767], samples);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_error_is_relative_to_what_was_wanted()
    {
        Assert.Equal(0, Sound.ErrorToSignal([1, -2], [1, -2]));
        Assert.Equal(0.2, Sound.ErrorToSignal([1, -2], [1, -1]), 1e-9);
        Assert.Equal(1, Sound.ErrorToSignal([1, -2], [0, 0]), 1e-9);
    }

    private static float[] Sine(double frequency, float amplitude) =>
        [.. Enumerable.Range(0, Sound.Rate).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / Sound.Rate)))];
}
