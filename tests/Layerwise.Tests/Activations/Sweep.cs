using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

/// <summary>The errors of a function over floats of every exponent and both signs, on every register width.</summary>
/// <param name="errorOf">The error of a result beside the exact value, at an argument; NaN fails.</param>
/// <param name="bound">The largest that is allowed.</param>
internal sealed class Sweep<TFunction>(Func<float, float, double, double> errorOf, double bound) : ILanesTest
    where TFunction : struct, IElementFunction
{
    private const int Widest = 16;

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

    private readonly float[] _x = new float[Widest];
    private readonly float[] _y = new float[Widest];
    private readonly double[] _exact = new double[Widest];

    // The bits of the result of the width before; none at first, which no bits are.
    private readonly long[] _judged = new long[Widest];

    /// <summary>Tries all of them on every register width.</summary>
    public void Run()
    {
        uint next = 0;
        bool wrapped = false;
        while (!wrapped)
        {
            for (int i = 0; i < Widest; i++)
            {
                _x[i] = BitConverter.UInt32BitsToSingle(next);
                wrapped |= next > uint.MaxValue - Stride;
                next += Stride;
            }

            CheckEveryWidth();
        }

        foreach (float special in Special)
        {
            Array.Fill(_x, special);
            CheckEveryWidth();
        }
    }

    void ILanesTest.Run<TLanes>()
    {
        for (int start = 0; start < Widest; start += TLanes.Count) TLanes.Store(TFunction.OnLanes(TLanes.Load(ref _x[0], start)), ref _y[0], start);
        for (int i = 0; i < Widest; i++)
        {
            // What another width gave has been judged.
            int bits = BitConverter.SingleToInt32Bits(_y[i]);
            if (_judged[i] == bits) continue;
            _judged[i] = bits;
            double error = errorOf(_x[i], _y[i], _exact[i]);
            if (!(error <= bound)) Assert.Fail($"f({_x[i]:R}) = {_y[i]:R} on {TLanes.Count} lanes, off by {error} from {_exact[i]:R}.");
        }
    }

    // What is exact takes the longest, and is the same for every width.
    private void CheckEveryWidth()
    {
        for (int i = 0; i < Widest; i++) _exact[i] = TFunction.InDouble(_x[i]);
        Array.Fill(_judged, long.MinValue);
        EveryWidth.Run(this);
    }
}
