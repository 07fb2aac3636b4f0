namespace Layerwise.Reference.Activations;

/// <summary>The elementwise activations of one number.</summary>
public static class Scalar
{
    private const double SeluScale = 1.0507009873554804934;
    private const double SeluAlpha = 1.6732632423543772848;
    private const double GeluTanhSlope = 0.79788456080286535588; // √(2/π)
    private const double GeluTanhCubic = 0.044715;

    /// <summary>φ(z).</summary>
    /// <param name="activation">An elementwise one.</param>
    /// <param name="slope">Its slope or alpha.</param>
    /// <param name="z">The pre-activation.</param>
    public static double Value(Activation activation, double slope, double z) => activation switch
    {
        Activation.Identity => z,
        Activation.Relu => Math.Max(0, z),
        Activation.LeakyRelu or Activation.PRelu => z > 0 ? z : slope * z,
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.Elu => z > 0 ? z : slope * ExpM1(z),
        Activation.Selu => SeluScale * (z > 0 ? z : SeluAlpha * ExpM1(z)),
        Activation.Gelu => z * Gaussian.Cumulative(z),
        Activation.GeluTanh => z * Sigmoid(2 * GeluTanhInner(z)),
        Activation.Silu => z * Sigmoid(z),
        Activation.Mish => z * TanhOfSoftplus(z),
        Activation.Softplus => Math.Max(0, z) + LogP1(Math.Exp(-Math.Abs(z))),
        Activation.Softsign => z / (1 + Math.Abs(z)),
        Activation.HardSigmoid => Math.Clamp(z + 3, 0, 6) / 6,
        Activation.HardSwish => z * (Math.Clamp(z + 3, 0, 6) / 6),
        Activation.HardTanh => Math.Clamp(z, -1, 1),
        Activation.Relu6 => Math.Clamp(z, 0, 6),
        Activation.Softmax or Activation.LogSoftmax or Activation.Custom => throw NotElementwise(activation),
    };

    /// <summary>φ′(z); at a kink the derivative of the flatter side.</summary>
    /// <param name="activation">An elementwise one.</param>
    /// <param name="slope">Its slope or alpha.</param>
    /// <param name="z">The pre-activation.</param>
    public static double Derivative(Activation activation, double slope, double z) => activation switch
    {
        Activation.Identity => 1,
        Activation.Relu => z > 0 ? 1 : 0,
        Activation.LeakyRelu or Activation.PRelu => z > 0 ? 1 : slope,
        Activation.Sigmoid => Sigmoid(z) * Sigmoid(-z),
        Activation.Tanh => 1 - (Math.Tanh(z) * Math.Tanh(z)),
        Activation.Elu => z > 0 ? 1 : slope * Math.Exp(z),
        Activation.Selu => SeluScale * (z > 0 ? 1 : SeluAlpha * Math.Exp(z)),
        Activation.Gelu => Gaussian.Cumulative(z) + (z * Gaussian.Density(z)),
        Activation.GeluTanh => Sigmoid(2 * GeluTanhInner(z))
            + (z * Sigmoid(2 * GeluTanhInner(z)) * Sigmoid(-2 * GeluTanhInner(z)) * 2 * GeluTanhSlope * (1 + (3 * GeluTanhCubic * z * z))),
        Activation.Silu => Sigmoid(z) + (z * Sigmoid(z) * Sigmoid(-z)),
        Activation.Mish => TanhOfSoftplus(z) + (z * (1 - (TanhOfSoftplus(z) * TanhOfSoftplus(z))) * Sigmoid(z)),
        Activation.Softplus => Sigmoid(z),
        Activation.Softsign => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z))),
        Activation.HardSigmoid => Math.Abs(z) < 3 ? 1.0 / 6 : 0,
        Activation.HardSwish => z <= -3 ? 0 : z < 3 ? (z / 3) + 0.5 : 1,
        Activation.HardTanh => Math.Abs(z) < 1 ? 1 : 0,
        Activation.Relu6 => z > 0 && z < 6 ? 1 : 0,
        Activation.Softmax or Activation.LogSoftmax or Activation.Custom => throw NotElementwise(activation),
    };

    /// <summary>Where the derivative jumps; nowhere as far as is known, for a user's own activation.</summary>
    /// <param name="activation">Any activation; softmax has no kink in any direction.</param>
    public static double[] Kinks(Activation activation) => activation switch
    {
        Activation.Relu or Activation.LeakyRelu or Activation.PRelu or Activation.Elu or Activation.Selu => [0],
        Activation.HardSigmoid or Activation.HardSwish => [-3, 3],
        Activation.HardTanh => [-1, 1],
        Activation.Relu6 => [0, 6],
        Activation.Identity or Activation.Sigmoid or Activation.Tanh or Activation.Gelu or Activation.GeluTanh or Activation.Silu or Activation.Mish or Activation.Softplus
            or Activation.Softsign or Activation.Softmax or Activation.LogSoftmax or Activation.Custom => [],
    };

    private static ArgumentOutOfRangeException NotElementwise(Activation activation) => new(nameof(activation), activation, "Not an elementwise activation.");

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double GeluTanhInner(double z) => GeluTanhSlope * (z + (GeluTanhCubic * z * z * z));

    // tanh(ln(1 + eᶻ)) = (e²ᶻ + 2eᶻ)/(e²ᶻ + 2eᶻ + 2), which doesn't lose eᶻ beside 1; it is 1 where that overflows.
    private static double TanhOfSoftplus(double z)
    {
        double n = Math.Exp(2 * z) + (2 * Math.Exp(z));
        return double.IsPositiveInfinity(n) ? 1 : n / (n + 2);
    }

    // Kahan's trick: the error of the rounded 1 + x, or of the rounded exponential, cancels in the quotient.
    private static double LogP1(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    private static double ExpM1(double x)
    {
        double exponential = Math.Exp(x);
        if (exponential == 1) return x;
        return exponential - 1 is -1 ? -1 : (exponential - 1) * (x / Math.Log(exponential));
    }
}
