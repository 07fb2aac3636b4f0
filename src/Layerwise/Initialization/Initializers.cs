namespace Layerwise.Runtime;

/// <summary>
/// Draws weights. Number i of a layer is a function of seed, layer and i alone, and comes from correctly rounded operations
/// only, so it has the same bits on every machine, instruction set and lane width.
/// </summary>
public static class Initializers
{
    /// <summary>Fills with U[−limit, limit], in steps of limit·2⁻²³.</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="limit">Finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void Uniform(Span<float> weights, float limit, ulong seed, int layer)
    {
        PhiloxSequence stream = new(seed, RandomDomain.Weights, (uint)layer);
        for (int i = 0; i < weights.Length; i++) weights[i] = ((stream.NextUInt32() >> 8) - 8388607.5f) / 8388607.5f * limit;
    }

    /// <summary>Fills with N(0, standardDeviation²).</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="standardDeviation">Finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void Normal(Span<float> weights, float standardDeviation, ulong seed, int layer)
    {
        PhiloxSequence stream = new(seed, RandomDomain.Weights, (uint)layer);
        for (int i = 0; i < weights.Length; i++)
        {
            double u = (stream.NextUInt32() + 0.5) / 4294967296.0;
            double v = stream.NextUInt32() / 4294967296.0;
            weights[i] = (float)(Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v)) * standardDeviation;
        }
    }
}
