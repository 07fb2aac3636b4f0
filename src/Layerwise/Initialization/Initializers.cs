using System.Runtime.Intrinsics;

namespace Layerwise.Runtime;

/// <summary>
/// Draws weights. Element i of a layer is a function of seed, layer and i alone, and comes from correctly rounded operations
/// only: it has the same bits on every machine, instruction set and lane width.
/// </summary>
public static class Initializers
{
    /// <summary>Fills with U[−limit, limit], in 2²⁴ equal steps.</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="limit">Finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void Uniform(Span<float> weights, float limit, ulong seed, int layer) =>
        Fill<UniformDistribution>(weights, limit, seed, layer);

    /// <summary>Fills with N(0, standardDeviation²), whose tails end at 5.9 standard deviations.</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="standardDeviation">Finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void Normal(Span<float> weights, float standardDeviation, ulong seed, int layer) =>
        Fill<NormalDistribution>(weights, standardDeviation, seed, layer);

    private static void Fill<TDistribution>(Span<float> weights, float scale, ulong seed, int layer)
        where TDistribution : struct, IDistribution
    {
        uint stream = (uint)layer;
        if (Vector512.IsHardwareAccelerated)
        {
            RandomFill.Fill<TDistribution, Words16, Lanes16>(weights, scale, seed, RandomDomain.Weights, stream);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RandomFill.Fill<TDistribution, Words8, Lanes8>(weights, scale, seed, RandomDomain.Weights, stream);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            RandomFill.Fill<TDistribution, Words4, Lanes4>(weights, scale, seed, RandomDomain.Weights, stream);
        }
        else
        {
            RandomFill.Fill<TDistribution, Words1, Lanes1>(weights, scale, seed, RandomDomain.Weights, stream);
        }
    }
}
