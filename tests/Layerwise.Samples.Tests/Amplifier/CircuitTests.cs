using Amplifier;

namespace Layerwise.Samples.Tests.Amplifier;

public sealed class CircuitTests
{
    private const double Step = 1.0 / (8 * Sound.Rate);

    // What flows in through the resistor flows out through the diodes.
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(-10)]
    public void At_rest_the_currents_are_equal(double input)
    {
        var diodes = new DiodeClipper(Step);
        double voltage = 0;
        for (int i = 0; i < 10_000; i++) voltage = diodes.Next(input);
        double current = 2 * DiodeClipper.SaturationCurrent * Math.Sinh(voltage / DiodeClipper.ThermalVoltage);
        Assert.Equal(1, (input - voltage) / DiodeClipper.Resistance / current, 1e-6);
    }

    // Diodes are resistors where next to nothing flows.
    [Theory]
    [InlineData(500)]
    [InlineData(4000)]
    public void A_soft_sound_meets_a_filter_of_the_first_order(double frequency)
    {
        const double amplitude = 1e-4;
        const double resistance = DiodeClipper.ThermalVoltage / (2 * DiodeClipper.SaturationCurrent);
        double pull = 1 + (DiodeClipper.Resistance / resistance), lag = 2 * Math.PI * frequency * DiodeClipper.Resistance * DiodeClipper.Capacitance;
        var diodes = new DiodeClipper(Step);
        double most = 0;
        for (int i = 0; i < 40_000; i++)
        {
            double voltage = diodes.Next(amplitude * Math.Sin(2 * Math.PI * frequency * i * Step));
            if (i > 20_000) most = Math.Max(most, voltage);
        }

        Assert.Equal(1 / Math.Sqrt((pull * pull) + (lag * lag)), most / amplitude, 1e-3);
    }

    [Fact]
    public void Smaller_steps_change_little()
    {
        float[] sound = Guitar.Improvise(0.5, seed: 2);
        Circuit few = new(), many = new(stepsPerSample: 64);
        float[] coarse = [.. sound.Select(sample => (float)few.Next(sample))], fine = [.. sound.Select(sample => (float)many.Next(sample))];
        Assert.True(fine.Max() > 0.3);
        Assert.InRange(Sound.ErrorToSignal(fine, coarse), 0, 2e-3);
    }

    // Six times as loud at the input.
    [Fact]
    public void Loud_is_not_much_louder_than_soft()
    {
        float[] soft = Circuit.Play(Tone(0.1f)), loud = Circuit.Play(Tone(0.6f));
        Assert.InRange(loud.Max() / soft.Max(), 1, 1.5);
    }

    private static float[] Tone(float amplitude) => [.. Enumerable.Range(0, Sound.Rate / 10).Select(i => amplitude * MathF.Sin(0.05f * i))];
}
