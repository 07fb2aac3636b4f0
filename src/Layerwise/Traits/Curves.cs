namespace Layerwise.Traits;

/// <summary>The curves of the elementwise activations, given their slope.</summary>
internal static class Curves
{
    private const double SeluScale = 1.0507009873554804934;
    private const double SeluAlpha = 1.6732632423543772848;
    private const double GeluTanhSlope = 0.79788456080286535588; // √(2/π)
    private const double GeluTanhCubic = 0.044715;

    // The minima of z·Φ(z), of its approximation, of z/(1 + e⁻ᶻ) and of z·tanh(ln(1 + eᶻ)).
    private const double LeastGelu = -0.16997;
    private const double LeastGeluTanh = -0.17004;
    private const double LeastSilu = -0.27846;
    private const double LeastMish = -0.30884;

    private static readonly double[] Smooth = [-24, -12, -6, -3, -1.5, 0, 1.5, 3, 6, 12, 24];
    private static readonly double[] SmoothTanh = [-12, -6, -3, -1.5, -0.75, 0, 0.75, 1.5, 3, 6, 12];
    private static readonly double[] Algebraic = [-120, -40, -12, -4, -1.5, -0.5, 0, 0.5, 1.5, 4, 12, 40, 120];

    public static Curve Identity(double slope) => new(Identity, ValueRange.All, Breaks: []);

    public static Curve Relu(double slope) => new(Relu, ValueRange.From(0, reachesLow: true), [0]) { FlatBelow = 0 };

    public static Curve LeakyRelu(double slope) => slope > 0 ? Leaky(slope) : Leaky(slope) with { Range = ValueRange.From(0, reachesLow: true), FlatBelow = 0 };

    /// <summary>As it starts: its range is that of any slope, since the slope is learned.</summary>
    public static Curve PRelu(double slope) => LeakyRelu(slope) with { Range = ValueRange.All };

    public static Curve Relu6(double slope) => new(Relu6, ValueRange.FromTo(0, 6), [0, 6]) { FlatBelow = 0, FlatAbove = 6 };

    public static Curve HardTanh(double slope) => new(HardTanh, ValueRange.FromTo(-1, 1), [-1, 1]) { FlatBelow = -1, FlatAbove = 1 };

    public static Curve HardSigmoid(double slope) => new(HardSigmoid, ValueRange.FromTo(0, 1), [-3, 3]) { FlatBelow = -3, FlatAbove = 3 };

    public static Curve HardSwish(double slope) => new(HardSwish, ValueRange.From(-0.375, reachesLow: true), [-3, 3]) { FlatBelow = -3 };

    public static Curve Elu(double slope) =>
        new((double z, out double derivative) => Exponential(z, 1, slope, out derivative), ValueRange.From(-slope, reachesLow: false), Smooth);

    public static Curve Selu(double slope) => new(Selu, ValueRange.From(-SeluScale * SeluAlpha, reachesLow: false), Smooth);

    public static Curve Sigmoid(double slope) => new(Sigmoid, ValueRange.Between(0, 1), Smooth);

    public static Curve Tanh(double slope) => new(Tanh, ValueRange.Between(-1, 1), SmoothTanh);

    public static Curve Softsign(double slope) => new(Softsign, ValueRange.Between(-1, 1), Algebraic);

    public static Curve Softplus(double slope) => new(Softplus, ValueRange.From(0, reachesLow: false), Smooth);

    public static Curve Silu(double slope) => new(Silu, ValueRange.From(LeastSilu, reachesLow: true), Smooth);

    public static Curve Gelu(double slope) => new(Gelu, ValueRange.From(LeastGelu, reachesLow: true), Smooth);

    public static Curve GeluTanh(double slope) => new(GeluTanh, ValueRange.From(LeastGeluTanh, reachesLow: true), Smooth);

    public static Curve Mish(double slope) => new(Mish, ValueRange.From(LeastMish, reachesLow: true), Smooth);

    private static Curve Leaky(double slope) =>
        new(
            (double z, out double derivative) =>
            {
                derivative = z > 0 ? 1 : slope;
                return derivative * z;
            },
            ValueRange.All,
            [0]);

    private static double Identity(double z, out double derivative)
    {
        derivative = 1;
        return z;
    }

    private static double Relu(double z, out double derivative)
    {
        derivative = z > 0 ? 1 : 0;
        return Math.Max(0, z);
    }

    private static double Relu6(double z, out double derivative)
    {
        derivative = z > 0 && z < 6 ? 1 : 0;
        return Clamp(z, 0, 6);
    }

    private static double HardTanh(double z, out double derivative)
    {
        derivative = Math.Abs(z) < 1 ? 1 : 0;
        return Clamp(z, -1, 1);
    }

    private static double HardSigmoid(double z, out double derivative)
    {
        derivative = Math.Abs(z) < 3 ? 1.0 / 6 : 0;
        return Clamp(z + 3, 0, 6) / 6;
    }

    private static double HardSwish(double z, out double derivative)
    {
        derivative = z <= -3 ? 0 : z < 3 ? (z / 3) + 0.5 : 1;
        return z <= -3 ? 0 : z < 3 ? z * (z + 3) / 6 : z;
    }

    private static double Selu(double z, out double derivative) => Exponential(z, SeluScale, SeluScale * SeluAlpha, out derivative);

    private static double Softsign(double z, out double derivative)
    {
        double reciprocal = 1 / (1 + Math.Abs(z));
        derivative = reciprocal * reciprocal;
        return double.IsInfinity(z) ? Math.Sign(z) : z * reciprocal;
    }

    private static double Silu(double z, out double derivative) => Gated(z, Sigmoid(z, out double open), open, out derivative);

    private static double Gelu(double z, out double derivative) =>
        Gated(z, StandardNormal.Cumulative(z, out double density), density, out derivative);

    private static double GeluTanh(double z, out double derivative)
    {
        double inner = 2 * GeluTanhSlope * (z + (GeluTanhCubic * z * z * z));
        double slope = 2 * GeluTanhSlope * (1 + (3 * GeluTanhCubic * z * z));
        return Gated(z, Sigmoid(inner, out double opening), opening * slope, out derivative);
    }

    private static double Mish(double z, out double derivative) => Gated(z, TanhOfSoftplus(z, out double gateSlope), gateSlope, out derivative);

    // z·gate(z), which is 0·(−∞) far out on the left, where the gate is long closed.
    private static double Gated(double z, double gate, double gateSlope, out double derivative)
    {
        derivative = gate + (gateSlope == 0 ? 0 : z * gateSlope);
        return gate == 0 ? 0 : z * gate;
    }

    private static double Exponential(double z, double right, double left, out double derivative)
    {
        if (z > 0)
        {
            derivative = right;
            return right * z;
        }

        double exponential = Math.Exp(z);
        derivative = left * exponential;

        // eᶻ − 1 loses its digits near 0.
        return left * (z > -1e-5 ? z * (1 + (z / 2)) : exponential - 1);
    }

    // One exponential each, of what is at most 0: this is where a forecast spends its time, and none may overflow.
    private static double Sigmoid(double z, out double derivative)
    {
        double e = Math.Exp(-Math.Abs(z));
        double reciprocal = 1 / (1 + e);
        derivative = e * reciprocal * reciprocal;
        return z >= 0 ? reciprocal : e * reciprocal;
    }

    private static double Softplus(double z, out double derivative)
    {
        double e = Math.Exp(-Math.Abs(z));
        derivative = (z >= 0 ? 1 : e) / (1 + e);
        return Math.Max(0, z) + Math.Log(1 + e);
    }

    // 1 − e⁻²ᶻ loses its digits near 0, 1 − tanh² far out.
    private static double Tanh(double z, out double derivative)
    {
        double e = Math.Exp(-2 * Math.Abs(z));
        double reciprocal = 1 / (1 + e);
        derivative = 4 * e * reciprocal * reciprocal;
        if (Math.Abs(z) < 0.05) return Math.Tanh(z);
        return (z > 0 ? 1 - e : e - 1) * reciprocal;
    }

    // tanh(ln(1 + eᶻ)) is a quotient of polynomials in eᶻ.
    private static double TanhOfSoftplus(double z, out double derivative)
    {
        double e = Math.Exp(-Math.Abs(z));
        double square = e * e;
        double reciprocal = 1 / (z >= 0 ? 1 + (2 * e) + (2 * square) : 2 + (2 * e) + square);
        derivative = 4 * (1 + e) * (z >= 0 ? square : e) * reciprocal * reciprocal;
        return (z >= 0 ? 1 + (2 * e) : (2 * e) + square) * reciprocal;
    }

    private static double Clamp(double value, double lower, double upper) => Math.Min(upper, Math.Max(lower, value));
}
