using Layerwise;

namespace Amplifier;

/// <summary>What a training of this sample learned, compiled into the program.</summary>
[Frozen(typeof(AmplifierNetwork), "amplifier.safetensors")]
public static partial class FrozenAmplifier;
