using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

/// <summary>The documented error bounds, over floats of every exponent and both signs.</summary>
public class AccuracyTests
{
    // Odd, so that the sweep's significands differ from one exponent to the next: 262 000 floats.
    private const uint Stride = 16381;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void ExpIsWithin2Ulp(int count) => EveryWidth.Run(count, new Sweep<ExpFunction>(2));

    [Theory]
    [MemberData(nameof(Counts))]
    public void ExpOfNonPositiveIsWithin2Ulp(int count) => EveryWidth.Run(count, new Sweep<ExpOfNonPositiveFunction>(2));

    [Theory]
    [MemberData(nameof(Counts))]
    public void LogIsWithin1Ulp(int count) => EveryWidth.Run(count, new Sweep<LogFunction>(1));

    [Theory]
    [MemberData(nameof(Counts))]
    public void SigmoidIsWithin4Ulp(int count) => EveryWidth.Run(count, new Sweep<SigmoidFunction>(4));

    [Theory]
    [MemberData(nameof(Counts))]
    public void TanhIsWithin3Ulp(int count) => EveryWidth.Run(count, new Sweep<TanhFunction>(3));

    private sealed class Sweep<TFunction>(double bound) : ILanesTest
        where TFunction : struct, IElementFunction
    {
        private static readonly float[] Special =
        [
            0f, -0f, float.Epsilon, -float.Epsilon, 1.17549421E-38f, -1.17549421E-38f, 1f, -1f, 88.72283f, 88.72284f,
            -87.33655f, -103.972f, -103.98f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        ];

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
                double error = Ulp.Distance(y[i], exact);
                if (!(error <= bound)) Assert.Fail($"f({x[i]:R}) = {y[i]:R}, {error} ULP from {exact:R}.");
            }
        }
    }
}
