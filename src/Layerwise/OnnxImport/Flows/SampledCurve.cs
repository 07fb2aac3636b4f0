using Layerwise.Traits;

namespace Layerwise.OnnxImport.Flows;

/// <summary>
/// A function of one number, by its values at chosen places. Exporters spell one activation in many ways (five nodes for a GELU, a Clip for a ReLU6), and what
/// they all have in common is the curve.
/// </summary>
internal static class SampledCurve
{
    private const double Tolerance = 2e-6;
    private const double Dense = 7;
    private const double Step = 0.23;

    private static readonly double[] Far = [-30, -20.5, -13, -9.5, 9.5, 13, 20.5, 30];

    /// <summary>z itself: the places. Dense where activations turn; −1, 0 and 1 come first.</summary>
    public static double[] Places { get; } = [-1, 0, 1, .. Far, .. Enumerable.Range(0, (int)(2 * Dense / Step)).Select(static i => (i * Step) - Dense + 0.01)];

    /// <summary>s·z + t, if it is that everywhere.</summary>
    public static Affine? AsAffine(double[] values)
    {
        var affine = new Affine((values[2] - values[0]) / 2, values[1]);
        return Agrees(values, z => (affine.Factor * z) + affine.Addend) ? affine : null;
    }

    /// <summary>Two straight lines that meet at 0, if it is that everywhere: how steep each is.</summary>
    public static (double Below, double Above)? AsKink(double[] values)
    {
        (double below, double above) = (-values[0], values[2]);
        return Agrees(values, z => z < 0 ? below * z : above * z) ? (below, above) : null;
    }

    /// <summary>The activation with that curve, and its slope, which is 0 where it has none; null where there is none.</summary>
    public static (Activation Activation, float Slope)? AsActivation(double[] values)
    {
        foreach (ActivationTraits traits in ActivationTraits.All)
        {
            if (traits.Curve is null || SlopeOf(traits.Slope, values[0]) is not { } slope) continue;
            CurveFunction function = traits.Curve(slope).Function;
            if (Agrees(values, z => function(z, out _))) return (traits.Activation, slope);
        }

        return null;
    }

    /// <summary>Whether there is one with that curve that bends it.</summary>
    public static bool IsActivation(double[] values) => AsAffine(values) is null && AsActivation(values) is not null;

    // From the value at −1. A declaration's slope is finite and not negative; one that is learned may be any. With 0 it is another activation.
    private static float? SlopeOf(SlopeRole role, double atMinusOne)
    {
        if (role == SlopeRole.None) return 0;
        float slope = (float)(role == SlopeRole.Alpha ? atMinusOne / (Math.Exp(-1) - 1) : -atMinusOne);
        bool isSlope = slope > 0 || (slope < 0 && role == SlopeRole.Learned);
        return isSlope && !float.IsInfinity(slope) ? slope : null;
    }

    private static bool Agrees(double[] values, Func<double, double> function)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double difference = Math.Abs(values[i] - function(Places[i]));
            double scale = Math.Max(1, Math.Max(Math.Abs(Places[i]), Math.Abs(values[i])));
            if (!(difference <= Tolerance * scale)) return false;
        }

        return true;
    }
}
