using Amplifier;

namespace Layerwise.Samples.Tests.Amplifier;

[Trait("Category", "Slow")]
public sealed class AmplifierTests
{
    private const double MostError = 0.05;

    private readonly float[] _riff = Guitar.Riff();

    [Fact]
    public void It_learns_what_the_circuit_does()
    {
        AmplifierNetwork network = AmplifierTraining.Run(seed: 3);
        var state = new AmplifierNetwork.State();
        Assert.InRange(Error((inputs, outputs) => network.Forward(inputs, outputs, state)), 0, MostError);
    }

    [Fact]
    public void What_is_compiled_in_has_learned_it()
    {
        Assert.True(FrozenAmplifier.SelfTest());
        var state = new FrozenAmplifier.State();
        Assert.InRange(Error((inputs, outputs) => FrozenAmplifier.Forward(inputs, outputs, state)), 0, MostError);
    }

    private double Error(Pass forward)
    {
        float[] found = new float[_riff.Length];
        for (int at = 0; at < found.Length; at += 64)
        {
            int count = Math.Min(64, found.Length - at);
            forward(_riff.AsSpan(at, count), found.AsSpan(at, count));
        }

        return Sound.ErrorToSignal(Circuit.Play(_riff), found);
    }
}
