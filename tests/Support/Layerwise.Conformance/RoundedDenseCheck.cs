using System.Globalization;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise.Conformance;

/// <summary>The kernels of layers whose weights have fewer bits, on every register width, against sums in double precision.</summary>
public static class RoundedDenseCheck
{
    private const int Rows = 2;

    /// <summary>What they compute otherwise; a line each.</summary>
    public static IEnumerable<string> Failures() =>
    [
        .. Of<Whole, Phi.Relu>(static z => Math.Max(0, z)),
        .. Of<Odd, Phi.Tanh>(Math.Tanh),
        .. Of<Long, Phi.Identity>(static z => z),
        .. Of<Narrow, Phi.Softsign>(static z => z / (1 + Math.Abs(z))),
    ];

    private static string[] Of<TShape, TPhi>(Func<double, double> phi)
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi =>
        [
            .. On<Lanes1, TShape, TPhi>(phi), .. On<Lanes4, TShape, TPhi>(phi), .. On<Lanes8, TShape, TPhi>(phi), .. On<Lanes16, TShape, TPhi>(phi),
        ];

    private static IEnumerable<string> On<TLanes, TShape, TPhi>(Func<double, double> phi)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        (int fanIn, int fanOut) = (TShape.FanIn, TShape.FanOut);
        var random = new Random(fanIn);
        float[] inputs = [.. Enumerable.Range(0, Rows * fanIn).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] biases = [.. Enumerable.Range(0, fanOut).Select(_ => random.NextSingle())];
        ushort[] halves = [.. Enumerable.Range(0, fanIn * fanOut).Select(_ => (ushort)(BitConverter.SingleToUInt32Bits(random.NextSingle() - 0.5f) >> 16))];
        sbyte[] bytes = [.. Enumerable.Range(0, fanIn * fanOut).Select(_ => (sbyte)random.Next(-127, 128))];
        float[] scales = [.. Enumerable.Range(0, fanOut).Select(_ => 0.001f + (0.01f * random.NextSingle()))];

        float[] parameters = Parameters(biases, fanIn * fanOut);
        BFloat16Dense.Arrange(Packed<ushort>(halves, before: 4), 4, fanIn, fanOut, parameters.AsSpan(0, fanIn * fanOut));
        float[] outputs = new float[Rows * fanOut];
        BFloat16Dense.ForwardEach<TLanes, TShape, TPhi>(ref inputs[0], ref parameters[0], ref outputs[0], Rows);
        double[] expected = Expected((i, j) => BitConverter.UInt32BitsToSingle((uint)halves[(i * fanOut) + j] << 16));
        if (Difference(expected, outputs, 1e-5) is { } half) yield return $"BFloat16Dense<{typeof(TLanes).Name}, {fanIn} → {fanOut}>: {half}";

        parameters = Parameters(biases, fanIn * fanOut);
        Int8Dense.Arrange(Packed<sbyte>(bytes, before: 8), 8, Packed<float>(scales, before: 2), 2, fanIn, fanOut, parameters.AsSpan(0, fanIn * fanOut));
        Int8Dense.ForwardEach<TLanes, TShape, TPhi>(ref inputs[0], ref parameters[0], ref outputs[0], Rows);
        expected = Expected((i, j) => bytes[(i * fanOut) + j] * (double)scales[j]);
        if (Difference(expected, outputs, 1e-3) is { } eighth) yield return $"Int8Dense<{typeof(TLanes).Name}, {fanIn} → {fanOut}>: {eighth}";

        // What is no number stays none, and zeros leave the biases.
        inputs[fanIn - 1] = float.PositiveInfinity;
        Array.Clear(inputs, fanIn, fanIn);
        Int8Dense.ForwardEach<TLanes, TShape, Phi.Identity>(ref inputs[0], ref parameters[0], ref outputs[0], Rows);
        if (!outputs.AsSpan(0, fanOut).ToArray().All(float.IsNaN)) yield return $"Int8Dense<{typeof(TLanes).Name}, {fanIn} → {fanOut}>: an infinite input gives numbers.";
        if (!outputs.AsSpan(fanOut).SequenceEqual(biases)) yield return $"Int8Dense<{typeof(TLanes).Name}, {fanIn} → {fanOut}>: inputs of 0 give other numbers than the biases.";

        double[] Expected(Func<int, int, double> weight) =>
        [
            .. from row in Enumerable.Range(0, Rows)
               from j in Enumerable.Range(0, fanOut)
               select phi(biases[j] + Enumerable.Range(0, fanIn).Sum(i => inputs[(row * fanIn) + i] * weight(i, j))),
        ];
    }

    private static float[] Parameters(float[] biases, int weights)
    {
        // Behind the last one lies what a kernel may read, and must not use.
        var parameters = new float[weights + biases.Length + Lanes16.Count];
        Array.Fill(parameters, float.NaN);
        biases.CopyTo(parameters, weights);
        return parameters;
    }

    private static ulong[] Packed<T>(ReadOnlySpan<T> numbers, int before)
        where T : unmanaged
    {
        int perInteger = sizeof(ulong) / Marshal.SizeOf<T>();
        var packed = new ulong[(before + numbers.Length + perInteger - 1) / perInteger];
        numbers.CopyTo(MemoryMarshal.Cast<ulong, T>(packed.AsSpan())[before..]);
        return packed;
    }

    private static string? Difference(double[] expected, float[] found, double tolerance)
    {
        double most = expected.Max(Math.Abs);
        int worst = Enumerable.Range(0, expected.Length).MaxBy(i => double.IsNaN(found[i]) ? double.PositiveInfinity : Math.Abs(expected[i] - found[i]));
        return Math.Abs(expected[worst] - found[worst]) <= tolerance * most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"output {worst} is {found[worst]}, expected {expected[worst]}.");
    }

    private readonly struct Whole : IDenseShape
    {
        public static int FanIn => 128;

        public static int FanOut => 256;

        public static bool HasBias => true;

        public static int SampleVectors => 8;
    }

    private readonly struct Odd : IDenseShape
    {
        public static int FanIn => 301;

        public static int FanOut => 131;

        public static bool HasBias => true;

        public static int SampleVectors => 5;
    }

    private readonly struct Long : IDenseShape
    {
        public static int FanIn => 1543;

        public static int FanOut => 64;

        public static bool HasBias => true;

        public static int SampleVectors => 4;
    }

    private readonly struct Narrow : IDenseShape
    {
        public static int FanIn => 5;

        public static int FanOut => 70;

        public static bool HasBias => true;

        public static int SampleVectors => 5;
    }
}
