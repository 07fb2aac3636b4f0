using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>Four floats in a 128-bit register.</summary>
public readonly struct Lanes4 : ILanes<Lanes4>
{
    /// <summary>What a shuffle of two registers takes where the first two of each four floats of both become four, and where the last two do.</summary>
    internal const byte LowHalves = 0b01_00_01_00, HighHalves = 0b11_10_11_10;

    internal readonly Vector128<float> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes4(Vector128<float> value) => Value = value;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static Lanes4 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(ref float source, nint index) => new(Vector128.Create(Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(Lanes4 value, int lane) => new(Vector128.Shuffle(value.Value, Vector128.Create(lane)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref float source, nint index) => new(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref float source, nint index, int count, float rest)
    {
        if (count >= 4) return Load(ref source, index);
        return new(Vector128.Create(
            count > 0 ? Unsafe.Add(ref source, index) : rest,
            count > 1 ? Unsafe.Add(ref source, index + 1) : rest,
            count > 2 ? Unsafe.Add(ref source, index + 2) : rest,
            rest));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 KeepFirst(Lanes4 value, int count, float rest)
    {
        Vector128<float> lane = Vector128.Create(0f, 1f, 2f, 3f);
        return new(Vector128.ConditionalSelect(Vector128.LessThan(lane, Vector128.Create((float)count)), value.Value, Vector128.Create(rest)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumns(ref float source, nint stride, out Lanes4 first, out Lanes4 second, out Lanes4 third, out Lanes4 fourth)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> a = Vector128.LoadUnsafe(ref source), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, stride));
            Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * stride)), d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * stride));
            Transpose(ref a, ref b, ref c, ref d);
            (first, second, third, fourth) = (new(a), new(b), new(c), new(d));
            return;
        }

        first = Column(ref source, stride);
        second = Column(ref Unsafe.Add(ref source, 1), stride);
        third = Column(ref Unsafe.Add(ref source, 2), stride);
        fourth = Column(ref Unsafe.Add(ref source, 3), stride);

        static Lanes4 Column(ref float source, nint stride) => new(Vector128.Create(
            source, Unsafe.Add(ref source, stride), Unsafe.Add(ref source, 2 * stride), Unsafe.Add(ref source, 3 * stride)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns(Lanes4 first, Lanes4 second, Lanes4 third, Lanes4 fourth, ref float destination, nint stride)
    {
        Vector128<float> a = first.Value, b = second.Value, c = third.Value, d = fourth.Value;
        if (Sse.IsSupported)
        {
            Transpose(ref a, ref b, ref c, ref d);
            a.StoreUnsafe(ref destination);
            b.StoreUnsafe(ref Unsafe.Add(ref destination, stride));
            c.StoreUnsafe(ref Unsafe.Add(ref destination, 2 * stride));
            d.StoreUnsafe(ref Unsafe.Add(ref destination, 3 * stride));
            return;
        }

        for (int row = 0; row < 4; row++) Vector128.Create(a[row], b[row], c[row], d[row]).StoreUnsafe(ref Unsafe.Add(ref destination, row * stride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, ref float destination, nint index) =>
        value.Value.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, ref float destination, nint index, int count)
    {
        if (count >= 4)
        {
            Store(value, ref destination, index);
        }
        else
        {
            if (count > 0) Unsafe.Add(ref destination, index) = value.Value.ToScalar();
            if (count > 1) Unsafe.Add(ref destination, index + 1) = value.Value.GetElement(1);
            if (count > 2) Unsafe.Add(ref destination, index + 2) = value.Value.GetElement(2);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 addend)
    {
        if (Fma.IsSupported) return new(Fma.MultiplyAdd(a.Value, b.Value, addend.Value));
        if (AdvSimd.IsSupported) return new(AdvSimd.FusedMultiplyAdd(addend.Value, a.Value, b.Value));
        return new((a.Value * b.Value) + addend.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, ref float source, nint index, Lanes4 addend)
    {
        if (Fma.IsSupported) return new(Fma.MultiplyAdd(a.Value, Vector128.LoadUnsafe(ref Unsafe.Add(ref source, index)), addend.Value));
        return MultiplyAdd(a, Load(ref source, index), addend);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAddBroadcast(Lanes4 a, ref float source, nint index, Lanes4 addend)
    {
        if (Fma.IsSupported) return new(Fma.MultiplyAdd(a.Value, Vector128.Create(Unsafe.Add(ref source, index)), addend.Value));
        return MultiplyAdd(a, Broadcast(ref source, index), addend);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 a, Lanes4 b)
    {
        if (Sse.IsSupported) return new(Sse.Max(a.Value, b.Value));
        if (AdvSimd.IsSupported) return new(AdvSimd.Max(a.Value, b.Value));
        return new(Vector128.ConditionalSelect(Vector128.GreaterThan(a.Value, b.Value), a.Value, b.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 a, Lanes4 b)
    {
        if (Sse.IsSupported) return new(Sse.Min(a.Value, b.Value));
        if (AdvSimd.IsSupported) return new(AdvSimd.Min(a.Value, b.Value));
        return new(Vector128.ConditionalSelect(Vector128.LessThan(a.Value, b.Value), a.Value, b.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 a) => new(Vector128.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 a) => new(Vector128.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 n) =>
        new(Vector128.ShiftLeft((n.Value + Vector128.Create(FloatBits.BiasedInteger)).AsInt32(), FloatBits.FractionBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SplitExponent(Lanes4 a, out Lanes4 significand)
    {
        Vector128<int> bits = a.Value.AsInt32();
        Vector128<int> exponent = Vector128.ShiftRightArithmetic(bits - Vector128.Create(FloatBits.RootOfHalf), FloatBits.FractionBits);
        significand = new((bits - Vector128.ShiftLeft(exponent, FloatBits.FractionBits)).AsSingle());
        return new(Vector128.ConvertToSingle(exponent));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectGreater(Lanes4 a, Lanes4 b, Lanes4 whenTrue, Lanes4 whenFalse) => new(
        Vector128.ConditionalSelect(Vector128.GreaterThan(a.Value, b.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes4 a) => Vector128.Sum(a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SumEach(Lanes4 a, Lanes4 b, Lanes4 c, Lanes4 d)
    {
        if (Sse3.IsSupported) return new(Sse3.HorizontalAdd(Sse3.HorizontalAdd(a.Value, b.Value), Sse3.HorizontalAdd(c.Value, d.Value)));
        if (AdvSimd.Arm64.IsSupported) return new(AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(a.Value, b.Value), AdvSimd.Arm64.AddPairwise(c.Value, d.Value)));
        return new(Vector128.Create(Sum(a), Sum(b), Sum(c), Sum(d)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Lanes4 a)
    {
        Vector128<float> pairs = Max(a, new Lanes4(Vector128.Shuffle(a.Value, Vector128.Create(2, 3, 0, 1)))).Value;
        return Max(new Lanes4(pairs), new Lanes4(Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2)))).Value.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LowerHalf(Lanes4 words) => new(Vector128.ShiftLeft(words.Value.AsInt32(), 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 UpperHalf(Lanes4 words) => new((words.Value.AsInt32() & Vector128.Create(~0xFFFF)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAddPairs(Lanes4 a, ref sbyte source, nint index, Lanes4 addend)
    {
        // Eight bytes, each of which takes the place of two.
        long bytes = Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref source, index)));
        Vector128<short> factors = Vector128.WidenLower(Vector128.CreateScalar(bytes).AsSByte());
        if (Sse2.IsSupported) return new((Sse2.MultiplyAddAdjacent(a.Value.AsInt16(), factors) + addend.Value.AsInt32()).AsSingle());

        Vector128<int> first = First(a.Value.AsInt32()) * First(factors.AsInt32());
        Vector128<int> second = Second(a.Value.AsInt32()) * Second(factors.AsInt32());
        return new((first + second + addend.Value.AsInt32()).AsSingle());

        static Vector128<int> First(Vector128<int> pairs) => Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(pairs, 16), 16);
        static Vector128<int> Second(Vector128<int> pairs) => Vector128.ShiftRightArithmetic(pairs, 16);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FromIntegers(Lanes4 integers) => new(Vector128.ConvertToSingle(integers.Value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRounded(Lanes4 value, ref short destination, nint index)
    {
        // Beside one and a half times 2²³ there is no room for fractions.
        const float Units = 12_582_912;
        Vector128<int> integers = (value.Value + Vector128.Create(Units)).AsInt32();
        Vector64<short> rounded = Vector128.Narrow(integers, integers).GetLower();
        Unsafe.WriteUnaligned(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref destination, index)), rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b), cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        a = Sse.Shuffle(abLow, cdLow, LowHalves);
        b = Sse.Shuffle(abLow, cdLow, HighHalves);
        c = Sse.Shuffle(abHigh, cdHigh, LowHalves);
        d = Sse.Shuffle(abHigh, cdHigh, HighHalves);
    }
}
