namespace Layerwise.Reference;

/// <summary>The activations φ and their derivatives, one sample at a time.</summary>
public static class Phi
{
    /// <summary>a = φ(z).</summary>
    public static double[] Apply(ReferenceLayer layer, double[] z) => layer.Activation switch
    {
        Activation.Softmax => Softmax(z),
        _ => [.. z.Select(v => Scalar.Value(layer.Activation, layer.Slope, v))],
    };

    /// <summary>∂/∂z from z, a = φ(z) and the upstream ∂/∂a.</summary>
    public static double[] Backward(ReferenceLayer layer, double[] z, double[] a, double[] upstream) => layer.Activation switch
    {
        Activation.Softmax => SoftmaxBackward(a, upstream),
        _ => [.. upstream.Select((g, j) => g * Scalar.Derivative(layer.Activation, layer.Slope, z[j]))],
    };

    // Shifting by the largest z changes nothing but keeps exp from overflowing.
    private static double[] Softmax(double[] z)
    {
        double largest = z.Max();
        double sum = z.Sum(v => Math.Exp(v - largest));
        return [.. z.Select(v => Math.Exp(v - largest) / sum)];
    }

    // ∂aᵢ/∂zⱼ = aᵢ·(1[i = j] − aⱼ), so ∂/∂zⱼ = aⱼ·(gⱼ − Σᵢ gᵢ·aᵢ).
    private static double[] SoftmaxBackward(double[] a, double[] upstream)
    {
        double mean = a.Zip(upstream, (p, g) => p * g).Sum();
        return [.. a.Zip(upstream, (p, g) => p * (g - mean))];
    }
}
