using Layerwise;

namespace Amplifier;

/// <summary>A sample of sound in, a sample out, at each step; what the circuit holds in its capacitors is for the sixteen units to remember.</summary>
[Network(WarmupSteps = WarmupSteps)]
[Input(WindowSteps, 1)]
[Gru(1, 16)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class AmplifierNetwork
{
    /// <summary>Samples of sound that training sees at a time.</summary>
    public const int WindowSteps = 512;

    /// <summary>Those at the beginning of a window that don't count: nothing is remembered there of what came before.</summary>
    public const int WarmupSteps = 128;
}
