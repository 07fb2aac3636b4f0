using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

/// <summary>The errors of a function over floats of every exponent and both signs.</summary>
/// <param name="errorOf">The error of a result beside the exact value, at an argument; NaN fails.</param>
/// <param name="bound">The largest that is allowed.</param>
internal sealed class Sweep<TFunction>(Func<float, float, double, double> errorOf, double bound) : ILanesTest
    where TFunction : struct, IElementFunction
{
    // Odd, so that the significands differ from one exponent to the next: 262 000 floats.
    private const uint Stride = 16381;

    private static readonly float[] Special =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1.17549421E-38f, -1.17549421E-38f, 1f, -1f, 3f, -3f, 6f, 88.72283f, 88.72284f,
        -87.33655f, -103.972f, -103.98f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    // What a result may be off that is a product with a subnormal number.
    private const double Subnormal = 1e-43;

    /// <summary>Errors in units in the last place; for finite arguments up to <paramref name="subnormalUpTo"/>, no more than 10⁻⁴³.</summary>
    public static Sweep<TFunction> InUlp(double bound, float subnormalUpTo = float.NegativeInfinity) => new(
        (x, actual, exact) => float.IsFinite(x) && x <= subnormalUpTo
            ? Math.Abs(actual - exact) / Subnormal
            : Ulp.Distance(actual, exact),
        bound);

    /// <summary>Errors beside the magnitude 1. What becomes of an infinite argument is not compared; NaN stays NaN.</summary>
    public static Sweep<TFunction> Absolute(double bound) => new(
        static (x, actual, exact) => float.IsFinite(x) ? Math.Abs(actual - exact) : float.IsNaN(x) && !float.IsNaN(actual) ? double.NaN : 0,
        bound);

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        float[] x = new float[16];
        float[] y = new float[16];
        uint next = 0;
        bool wrapped = false;
        while (!wrapped)
        {
            for (int i = 0; i < TLanes.Count; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle(next);
                wrapped |= next > uint.MaxValue - Stride;
                next += Stride;
            }

            Check<TLanes>(x, y);
        }

        foreach (float special in Special)
        {
            Array.Fill(x, special);
            Check<TLanes>(x, y);
        }
    }

    private void Check<TLanes>(float[] x, float[] y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.Store(TFunction.OnLanes(TLanes.Load(ref x[0], 0)), ref y[0], 0);
        for (int i = 0; i < TLanes.Count; i++)
        {
            double exact = TFunction.InDouble(x[i]);
            double error = errorOf(x[i], y[i], exact);
            if (!(error <= bound)) Assert.Fail($"f({x[i]:R}) = {y[i]:R}, off by {error} from {exact:R}.");
        }
    }
}
