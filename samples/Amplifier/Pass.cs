namespace Amplifier;

/// <summary>The next samples of a stream.</summary>
/// <param name="inputs">What comes in.</param>
/// <param name="outputs">Receives what comes out, as long.</param>
internal delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);
