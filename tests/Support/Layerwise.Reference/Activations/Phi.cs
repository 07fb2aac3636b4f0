using Layerwise.Reference.Dense;

namespace Layerwise.Reference.Activations;

/// <summary>The activations φ and their derivatives, one sample at a time.</summary>
public static class Phi
{
    /// <summary>a = φ(z).</summary>
    public static double[] Apply(ReferenceDense layer, double[] parameters, double[] z) => layer.Activation switch
    {
        Activation.Softmax => [.. LogSoftmax(z).Select(Math.Exp)],
        Activation.LogSoftmax => LogSoftmax(z),
        _ => [.. z.Select((v, j) => layer.Value(parameters, j, v))],
    };

    /// <summary>∂/∂z from z, a = φ(z) and the upstream ∂/∂a.</summary>
    public static double[] Backward(ReferenceDense layer, double[] parameters, double[] z, double[] a, double[] upstream) => layer.Activation switch
    {
        Activation.Softmax => SoftmaxBackward(a, upstream),
        Activation.LogSoftmax => LogSoftmaxBackward(a, upstream),
        _ => [.. upstream.Select((g, j) => g * layer.Derivative(parameters, j, z[j]))],
    };

    // Shifting by the largest z changes nothing but keeps exp from overflowing.
    private static double[] LogSoftmax(double[] z)
    {
        double largest = z.Max();
        double logarithm = Math.Log(z.Sum(v => Math.Exp(v - largest)));
        return [.. z.Select(v => v - largest - logarithm)];
    }

    // ∂aᵢ/∂zⱼ = 1[i = j] − eᵃʲ.
    private static double[] LogSoftmaxBackward(double[] a, double[] upstream)
    {
        double sum = upstream.Sum();
        return [.. a.Zip(upstream, (logarithm, g) => g - (Math.Exp(logarithm) * sum))];
    }

    // ∂aᵢ/∂zⱼ = aᵢ·(1[i = j] − aⱼ), so ∂/∂zⱼ = aⱼ·(gⱼ − Σᵢ gᵢ·aᵢ).
    private static double[] SoftmaxBackward(double[] a, double[] upstream)
    {
        double mean = a.Zip(upstream, (p, g) => p * g).Sum();
        return [.. a.Zip(upstream, (p, g) => p * (g - mean))];
    }
}
