namespace Layerwise.Traits;

/// <summary>
/// tanh as the gates of recurrent layers compute it: x·P(x²) / Q(x²), to 6·10⁻⁹, by tests/Layerwise.Tests/Activations/vectors/fit_gates.py. Q begins with 1. The logistic function
/// is ½ + ½·tanh(½·x).
/// </summary>
internal static class GateCurve
{
    // Beyond it tanh is 1 but for 2·10⁻⁷, which leaves room for rounding: no gate is above 1 or below 0, as one that keeps what is remembered for long must not be.
    public const float Reach = 8f;

    public const float P0 = 0.99999997f;
    public const float P1 = 0.13438211f;
    public const float P2 = 0.0035641794f;
    public const float P3 = 2.1773616E-05f;
    public const float P4 = 1.5062295E-08f;
    public const float Q1 = 0.46771532f;
    public const float Q2 = 0.026136105f;
    public const float Q3 = 0.0003399217f;
    public const float Q4 = 8.4538664E-07f;
}
