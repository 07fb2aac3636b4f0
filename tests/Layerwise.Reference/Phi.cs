namespace Layerwise.Reference;

/// <summary>The activations φ and their derivatives, one sample at a time.</summary>
public static class Phi
{
    /// <summary>a = φ(z).</summary>
    public static double[] Apply(ReferenceLayer layer, double[] z) => layer.Activation switch
    {
        Activation.Identity => z,
        Activation.Relu => [.. z.Select(v => Math.Max(0, v))],
        Activation.LeakyRelu => [.. z.Select(v => v > 0 ? v : layer.Slope * v)],
        Activation.Sigmoid => [.. z.Select(v => 1 / (1 + Math.Exp(-v)))],
        Activation.Tanh => [.. z.Select(Math.Tanh)],
        Activation.Softmax => Softmax(z),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Activation, "No such activation."),
    };

    /// <summary>∂/∂z from a = φ(z) and the upstream ∂/∂a. At the kink of the ReLUs the derivative is the one of the negative side.</summary>
    public static double[] Backward(ReferenceLayer layer, double[] a, double[] upstream)
    {
        if (layer.Activation == Activation.Softmax) return SoftmaxBackward(a, upstream);
        return [.. upstream.Select((g, j) => g * Derivative(layer, a[j]))];
    }

    /// <summary>φ′(z) of an elementwise activation, written in a = φ(z).</summary>
    public static double Derivative(ReferenceLayer layer, double a) => layer.Activation switch
    {
        Activation.Identity => 1,
        Activation.Relu => a > 0 ? 1 : 0,
        Activation.LeakyRelu => a > 0 ? 1 : layer.Slope,
        Activation.Sigmoid => a * (1 - a),
        Activation.Tanh => 1 - (a * a),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Activation, "Not an elementwise activation."),
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
