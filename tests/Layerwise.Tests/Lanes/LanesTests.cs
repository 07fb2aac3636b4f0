using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Layerwise.Runtime;

namespace Layerwise.Tests.Lanes;

/// <summary>Each operation on each width, lane by lane, against plain floats.</summary>
public class LanesTests
{
    private static readonly float[] Values =
    [
        0f, -0f, 1f, -1f, 0.1f, -7.3f, 3E-39f, -3E-39f, 1E20f, -1E20f, 16777217f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void ArithmeticIsThatOfFloats(int count) => EveryWidth.Run(count, new Arithmetic());

    [Theory]
    [MemberData(nameof(Counts))]
    public void MultiplyAddRoundsAsOneLaneDoes(int count) => EveryWidth.Run(count, new MultiplyAdd());

    [Theory]
    [MemberData(nameof(Counts))]
    public void PowersOfTwoAreExact(int count) => EveryWidth.Run(count, new PowersOfTwo());

    [Theory]
    [MemberData(nameof(Counts))]
    public void SplittingTheExponentIsExact(int count) => EveryWidth.Run(count, new Splitting());

    [Theory]
    [MemberData(nameof(Counts))]
    public void KeepingTheFirstLanesReplacesTheOthers(int count) => EveryWidth.Run(count, new Keeping());

    [Theory]
    [MemberData(nameof(Counts))]
    public void SumAndMaxTakeEveryLane(int count) => EveryWidth.Run(count, new Across());

    [Theory]
    [MemberData(nameof(Counts))]
    public void Four_columns_of_as_many_rows_as_lanes(int count) => EveryWidth.Run(count, new FourColumns());

    [Theory]
    [MemberData(nameof(Counts))]
    public void FourSumsAreThoseOfEach(int count) => EveryWidth.Run(count, new SumsOfFour());

    private static float[] Floats<TLanes>(TLanes lanes)
        where TLanes : struct, ILanes<TLanes>
    {
        Assert.Equal(TLanes.Count * sizeof(float), Unsafe.SizeOf<TLanes>());
        float[] floats = new float[TLanes.Count];
        Unsafe.As<float, TLanes>(ref floats[0]) = lanes;
        return floats;
    }

    private static void AssertSame(float expected, float actual, string what)
    {
        bool same = float.IsNaN(expected)
            ? float.IsNaN(actual)
            : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);
        Assert.True(same, $"{what} is {actual:R}, not {expected:R}.");
    }

    private sealed class Arithmetic : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] a = new float[16];
            float[] b = new float[16];
            for (int shift = 0; shift < Values.Length; shift++)
            {
                for (int start = 0; start < Values.Length; start += TLanes.Count)
                {
                    for (int i = 0; i < TLanes.Count; i++)
                    {
                        a[i] = Values[(start + i) % Values.Length];
                        b[i] = Values[(start + i + shift) % Values.Length];
                    }

                    Check<TLanes>(a, b);
                }
            }

            Assert.All(Floats(TLanes.Zero), x => AssertSame(0f, x, "Zero"));
            Assert.All(Floats(TLanes.Broadcast(2f)), x => AssertSame(2f, x, "Broadcast"));
            Assert.All(Floats(TLanes.Broadcast(ref a[0], 3)), x => AssertSame(a[3], x, "Broadcast"));
        }

        private static void Check<TLanes>(float[] a, float[] b)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes x = TLanes.Load(ref a[0], 0);
            TLanes y = TLanes.Load(ref b[0], 0);
            Compare("+", x + y, i => a[i] + b[i]);
            Compare("-", x - y, i => a[i] - b[i]);
            Compare("*", x * y, i => a[i] * b[i]);
            Compare("/", x / y, i => a[i] / b[i]);
            Compare("√", TLanes.Sqrt(x), i => MathF.Sqrt(a[i]));
            Compare("|a|", TLanes.Abs(x), i => MathF.Abs(a[i]));
            Compare("select", TLanes.SelectGreater(x, y, y - x, x), i => a[i] > b[i] ? b[i] - a[i] : a[i]);
            CompareExtreme("max", TLanes.Max(x, y), a, b, MathF.Max);
            CompareExtreme("min", TLanes.Min(x, y), a, b, MathF.Min);
        }

        private static void Compare<TLanes>(string name, TLanes actual, Func<int, float> expected)
            where TLanes : struct, ILanes<TLanes>
        {
            float[] lanes = Floats(actual);
            for (int i = 0; i < lanes.Length; i++) AssertSame(expected(i), lanes[i], name);
        }

        // Between 0 and −0 either may win; beside NaN, the second operand or NaN does.
        private static void CompareExtreme<TLanes>(string name, TLanes actual, float[] a, float[] b, Func<float, float, float> expected)
            where TLanes : struct, ILanes<TLanes>
        {
            float[] lanes = Floats(actual);
            for (int i = 0; i < lanes.Length; i++)
            {
                bool unordered = float.IsNaN(a[i]) || float.IsNaN(b[i]);
                bool right = unordered ? float.IsNaN(lanes[i]) || lanes[i].Equals(b[i]) : lanes[i] == expected(a[i], b[i]);
                Assert.True(right, $"{name} of {a[i]:R} and {b[i]:R} is {lanes[i]:R}.");
            }
        }
    }

    private sealed class MultiplyAdd : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] a = [.. Enumerable.Range(1, 16).Select(i => 1f / i)];
            float[] addend = [.. a.Select(x => -(x * 3f))];
            float[] lanes = Floats(TLanes.MultiplyAdd(TLanes.Load(ref a[0], 0), TLanes.Broadcast(3f), TLanes.Load(ref addend[0], 0)));

            // Once where the processor has an instruction for it, and twice elsewhere: by whatever registers, also those that it has not.
            bool isFused = Fma.IsSupported || AdvSimd.IsSupported;
            float[] expected = [.. Enumerable.Range(0, TLanes.Count).Select(i => isFused ? MathF.FusedMultiplyAdd(a[i], 3f, addend[i]) : 0f)];
            Assert.Equal(expected, lanes);
            Assert.Equal(expected, Floats(TLanes.MultiplyAdd(TLanes.Broadcast(3f), ref a[0], 0, TLanes.Load(ref addend[0], 0))));
            for (int i = 0; i < TLanes.Count; i++)
            {
                Assert.Equal(expected[i], Floats(TLanes.MultiplyAddBroadcast(TLanes.Broadcast(3f), ref a[0], i, TLanes.Broadcast(addend[i])))[^1]);
            }
        }
    }

    private sealed class Keeping : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int kept = 0; kept <= TLanes.Count + 1; kept++)
            {
                float[] lanes = Floats(TLanes.KeepFirst(TLanes.Broadcast(float.NaN), kept, 7f));
                Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => i < kept ? float.NaN : 7f), lanes);
            }
        }
    }

    private sealed class PowersOfTwo : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int n = -126; n <= 127; n++)
            {
                Assert.All(Floats(TLanes.PowerOfTwo(TLanes.Broadcast(n))), x => Assert.Equal(MathF.ScaleB(1f, n), x));
            }
        }
    }

    private sealed class Splitting : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (float a in new[] { 1f, 0.70710677f, 0.70710683f, 1.4142135f, 1.4142137f, 3f, 1.17549435E-38f, float.MaxValue, 1E-30f })
            {
                float[] exponents = Floats(TLanes.SplitExponent(TLanes.Broadcast(a), out TLanes significand));
                float[] significands = Floats(significand);
                for (int i = 0; i < TLanes.Count; i++)
                {
                    Assert.InRange(significands[i], 0.70710677f, 1.4142136f);
                    Assert.Equal((double)a, Math.ScaleB(significands[i], (int)exponents[i]));
                }
            }
        }
    }

    private sealed class Across : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int at = 0; at < TLanes.Count; at++)
            {
                float[] a = new float[16];
                Array.Fill(a, -2f);
                a[at] = 5f;
                TLanes lanes = TLanes.Load(ref a[0], 0);
                Assert.Equal(5f - (2f * (TLanes.Count - 1)), TLanes.Sum(lanes));
                Assert.Equal(5f, TLanes.MaxAcross(lanes));
            }
        }
    }

    private sealed class FourColumns : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            const int stride = 5;
            float[] matrix = [.. Enumerable.Range(0, 16 * stride).Select(static i => (float)i)];
            TLanes.LoadColumns(ref matrix[1], stride, out TLanes first, out TLanes second, out TLanes third, out TLanes fourth);
            TLanes[] columns = [first, second, third, fourth];
            for (int column = 0; column < 4; column++)
            {
                float[] rows = new float[TLanes.Count];
                TLanes.Store(columns[column], ref rows[0], 0);
                Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(row => (float)((row * stride) + 1 + column)), rows);
            }

            // And back, where nothing beside them changes.
            float[] written = new float[matrix.Length];
            TLanes.StoreColumns(first, second, third, fourth, ref written[1], stride);
            Assert.Equal(matrix.Select((value, i) => i % stride > 0 && i < TLanes.Count * stride ? value : 0), written);
        }
    }

    private sealed class SumsOfFour : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            var random = new Random(3);
            float[] values = [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle() - 0.5f)];
            TLanes[] lanes = [.. Enumerable.Range(0, 4).Select(i => TLanes.Load(ref values[0], 16 * i))];
            float[] sums = new float[16];
            TLanes.Store(TLanes.SumEach(lanes[0], lanes[1], lanes[2], lanes[3]), ref sums[0], 0);

            // To the last bit, as far as lanes reach.
            for (int i = 0; i < Math.Min(4, TLanes.Count); i++) Assert.Equal(TLanes.Sum(lanes[i]), sums[i]);
        }
    }
}
