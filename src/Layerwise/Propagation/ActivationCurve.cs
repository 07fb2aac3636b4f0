namespace Layerwise.Propagation;

/// <summary>An elementwise activation: φ and φ′ in double, and where along z something happens.</summary>
internal sealed class ActivationCurve
{
    private const double SeluScale = 1.0507009873554804934;
    private const double SeluAlpha = 1.6732632423543772848;
    private const double GeluTanhSlope = 0.79788456080286535588; // √(2/π)
    private const double GeluTanhCubic = 0.044715;

    // A leaky slope of 0.01 is one per cent, and not less, though the nearest float is.
    private const double SaturatedSlope = 0.01 * (1 - 1e-6);

    private static readonly double[] Origin = [0];
    private static readonly double[] Smooth = [-24, -12, -6, -3, -1.5, 0, 1.5, 3, 6, 12, 24];
    private static readonly double[] SmoothTanh = [-12, -6, -3, -1.5, -0.75, 0, 0.75, 1.5, 3, 6, 12];
    private static readonly double[] Algebraic = [-120, -40, -12, -4, -1.5, -0.5, 0, 0.5, 1.5, 4, 12, 40, 120];

    private readonly Activation _activation;
    private readonly double _slope;

    public ActivationCurve(Activation activation, double slope)
    {
        _activation = activation;
        _slope = slope;
        (Breaks, FlatBelow, FlatAbove) = activation switch
        {
            Activation.Relu => ([0], 0, double.PositiveInfinity),
            Activation.LeakyRelu => ([0], slope == 0 ? 0 : double.NegativeInfinity, double.PositiveInfinity),
            Activation.PRelu => ([0], slope == 0 ? 0 : double.NegativeInfinity, double.PositiveInfinity),
            Activation.Relu6 => ([0, 6], 0, 6),
            Activation.HardTanh => ([-1, 1], -1, 1),
            Activation.HardSigmoid => ([-3, 3], -3, 3),
            Activation.HardSwish => ([-3, 3], -3, double.PositiveInfinity),
            Activation.Identity => ((double[])[], double.NegativeInfinity, double.PositiveInfinity),
            Activation.Tanh => (SmoothTanh, double.NegativeInfinity, double.PositiveInfinity),
            Activation.Softsign => (Algebraic, double.NegativeInfinity, double.PositiveInfinity),
            _ => (Smooth, double.NegativeInfinity, double.PositiveInfinity),
        };
        Corners = Breaks.Length > 2 ? Origin : Breaks;
        (SaturatedBelow, SaturatedAbove) = SaturationEdges();
    }

    /// <summary>Where quadrature must not step across: kinks, and the scale on which φ turns.</summary>
    public double[] Breaks { get; }

    /// <summary>Those of the breaks where φ bends. Between them, and away from them, a smooth φ changes no faster than z does.</summary>
    public double[] Corners { get; }

    /// <summary>At and below this z, φ′ is exactly 0.</summary>
    public double FlatBelow { get; }

    /// <summary>At and above this z, φ′ is exactly 0.</summary>
    public double FlatAbove { get; }

    /// <summary>Whether φ′ is exactly 0 somewhere.</summary>
    public bool IsSomewhereFlat => !double.IsNegativeInfinity(FlatBelow) || !double.IsPositiveInfinity(FlatAbove);

    /// <summary>Whether it is one of the built-in activations.</summary>
    public bool IsKnown => _activation != Activation.Custom;

    /// <summary>Below this z, |φ′| is less than a hundredth of its maximum.</summary>
    public double SaturatedBelow { get; }

    /// <summary>Above this z, |φ′| is less than a hundredth of its maximum.</summary>
    public double SaturatedAbove { get; }

    /// <summary>φ(z) and φ′(z); at a kink the derivative of the flatter side, as in training.</summary>
    public double Evaluate(double z, out double derivative)
    {
        if (double.IsNaN(z)) return derivative = double.NaN;
        switch (_activation)
        {
            case Activation.Identity:
                derivative = 1;
                return z;
            case Activation.Relu:
                derivative = z > 0 ? 1 : 0;
                return Math.Max(0, z);
            case Activation.LeakyRelu or Activation.PRelu:
                derivative = z > 0 ? 1 : _slope;
                return derivative * z;
            case Activation.Relu6:
                derivative = z > 0 && z < 6 ? 1 : 0;
                return Clamp(z, 0, 6);
            case Activation.HardTanh:
                derivative = Math.Abs(z) < 1 ? 1 : 0;
                return Clamp(z, -1, 1);
            case Activation.HardSigmoid:
                derivative = Math.Abs(z) < 3 ? 1.0 / 6 : 0;
                return Clamp(z + 3, 0, 6) / 6;
            case Activation.HardSwish:
                derivative = z <= -3 ? 0 : z < 3 ? (z / 3) + 0.5 : 1;
                return z <= -3 ? 0 : z < 3 ? z * (z + 3) / 6 : z;
            case Activation.Elu:
                return Exponential(z, 1, _slope, out derivative);
            case Activation.Selu:
                return Exponential(z, SeluScale, SeluScale * SeluAlpha, out derivative);
            case Activation.Tanh:
                return Tanh(z, out derivative);
            case Activation.Softsign:
                double reciprocal = 1 / (1 + Math.Abs(z));
                derivative = reciprocal * reciprocal;
                return double.IsInfinity(z) ? Math.Sign(z) : z * reciprocal;
            case Activation.Sigmoid:
                return Sigmoid(z, out derivative);
            case Activation.Softplus:
                return Softplus(z, out derivative);
            case Activation.Silu:
                return Gated(z, Sigmoid(z, out double open), open, out derivative);
            case Activation.Gelu:
                return Gated(z, StandardNormal.Cumulative(z, out double density), density, out derivative);
            case Activation.GeluTanh:
                double inner = 2 * GeluTanhSlope * (z + (GeluTanhCubic * z * z * z));
                double slope = 2 * GeluTanhSlope * (1 + (3 * GeluTanhCubic * z * z));
                return Gated(z, Sigmoid(inner, out double opening), opening * slope, out derivative);
            case Activation.Mish:
                return Gated(z, TanhOfSoftplus(z, out double gateSlope), gateSlope, out derivative);
            default:
                // One of a user's own: unknown, not guessed.
                derivative = double.NaN;
                return double.NaN;
        }
    }

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

    // One exponential each, of what is at most 0: this is where a prediction spends its time, and none may overflow.
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

    private double Slope(double z)
    {
        _ = Evaluate(z, out double derivative);
        return Math.Abs(derivative);
    }

    // By search: the built-in curves do all that they do within ±12.
    private (double Below, double Above) SaturationEdges()
    {
        const double Reach = 12;
        const double Step = 1.0 / 8;
        double steepest = 0;
        for (double z = -Reach; z <= Reach; z += Step) steepest = Math.Max(steepest, Slope(z));
        return (-Edge(-1), Edge(1));

        double Edge(int direction)
        {
            bool IsSteep(double distance) => !(Slope(direction * distance) < SaturatedSlope * steepest);
            if (IsSteep(Reach)) return double.PositiveInfinity;
            double outside = Reach;
            while (outside > -Reach && !IsSteep(outside - Step)) outside -= Step;
            double inside = outside - Step;
            for (int i = 0; i < 30; i++)
            {
                double middle = (inside + outside) / 2;
                if (IsSteep(middle)) inside = middle; else outside = middle;
            }

            return outside;
        }
    }
}
