using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>Sixteen floats in a 512-bit register.</summary>
public readonly struct Lanes16 : ILanes<Lanes16>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes16(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static Lanes16 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(ref float source, nint index) => new(Vector512.Create(Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(Lanes16 value, int lane) => new(Vector512.Shuffle(value._value, Vector512.Create(lane)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(ref float source, nint index) => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(ref float source, nint index, int count, float rest)
    {
        if (count >= 16) return Load(ref source, index);
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported) return LoadMasked(ref Unsafe.Add(ref source, index), count, rest);
#endif
        return new(Vector512.Create(
            Lanes8.Load(ref source, index, count, rest).Value,
            count > 8 ? Lanes8.Load(ref source, index + 8, count - 8, rest).Value : Vector256.Create(rest)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 KeepFirst(Lanes16 value, int count, float rest) =>
        new(Vector512.ConditionalSelect(First(count), value._value, Vector512.Create(rest)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumns(ref float source, nint stride, out Lanes16 first, out Lanes16 second, out Lanes16 third, out Lanes16 fourth)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> a = EveryFourth(ref source, stride), b = EveryFourth(ref Unsafe.Add(ref source, stride), stride);
            Vector512<float> c = EveryFourth(ref Unsafe.Add(ref source, 2 * stride), stride), d = EveryFourth(ref Unsafe.Add(ref source, 3 * stride), stride);
            Transpose(ref a, ref b, ref c, ref d);
            (first, second, third, fourth) = (new(a), new(b), new(c), new(d));
            return;
        }

        Lanes8.LoadColumns(ref source, stride, out Lanes8 a0, out Lanes8 b0, out Lanes8 c0, out Lanes8 d0);
        Lanes8.LoadColumns(ref Unsafe.Add(ref source, 8 * stride), stride, out Lanes8 a1, out Lanes8 b1, out Lanes8 c1, out Lanes8 d1);
        first = new(Vector512.Create(a0.Value, a1.Value));
        second = new(Vector512.Create(b0.Value, b1.Value));
        third = new(Vector512.Create(c0.Value, c1.Value));
        fourth = new(Vector512.Create(d0.Value, d1.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns(Lanes16 first, Lanes16 second, Lanes16 third, Lanes16 fourth, ref float destination, nint stride)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> a = first._value, b = second._value, c = third._value, d = fourth._value;
            Transpose(ref a, ref b, ref c, ref d);
            StoreEveryFourth(a, ref destination, stride);
            StoreEveryFourth(b, ref Unsafe.Add(ref destination, stride), stride);
            StoreEveryFourth(c, ref Unsafe.Add(ref destination, 2 * stride), stride);
            StoreEveryFourth(d, ref Unsafe.Add(ref destination, 3 * stride), stride);
            return;
        }

        Lanes8.StoreColumns(new(first._value.GetLower()), new(second._value.GetLower()), new(third._value.GetLower()), new(fourth._value.GetLower()), ref destination, stride);
        ref float upper = ref Unsafe.Add(ref destination, 8 * stride);
        Lanes8.StoreColumns(new(first._value.GetUpper()), new(second._value.GetUpper()), new(third._value.GetUpper()), new(fourth._value.GetUpper()), ref upper, stride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 value, ref float destination, nint index) =>
        value._value.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 value, ref float destination, nint index, int count)
    {
        if (count >= 16)
        {
            Store(value, ref destination, index);
        }
        else
        {
            Lanes8.Store(new Lanes8(value._value.GetLower()), ref destination, index, count);
            if (count > 8) Lanes8.Store(new Lanes8(value._value.GetUpper()), ref destination, index + 8, count - 8);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 a, Lanes16 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 a, Lanes16 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 a, Lanes16 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator /(Lanes16 a, Lanes16 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 addend) => new(
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(a._value, b._value, addend._value) : MultiplyAddHalves(a._value, b._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 a, ref float source, nint index, Lanes16 addend) => new(
        Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAdd(a._value, Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index)), addend._value)
            : MultiplyAddHalves(a._value, Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index)), addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAddBroadcast(Lanes16 a, ref float source, nint index, Lanes16 addend) => new(
        Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAdd(a._value, Vector512.Create(Unsafe.Add(ref source, index)), addend._value)
            : MultiplyAddHalves(a._value, Vector512.Create(Unsafe.Add(ref source, index)), addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Max(Lanes16 a, Lanes16 b) => new(
        Avx512F.IsSupported
            ? Avx512F.Max(a._value, b._value)
            : Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Min(Lanes16 a, Lanes16 b) => new(
        Avx512F.IsSupported
            ? Avx512F.Min(a._value, b._value)
            : Vector512.ConditionalSelect(Vector512.LessThan(a._value, b._value), a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Sqrt(Lanes16 a) => new(Vector512.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Abs(Lanes16 a) => new(Vector512.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 PowerOfTwo(Lanes16 n) =>
        new(Vector512.ShiftLeft((n._value + Vector512.Create(FloatBits.BiasedInteger)).AsInt32(), FloatBits.FractionBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SplitExponent(Lanes16 a, out Lanes16 significand)
    {
        Vector512<int> bits = a._value.AsInt32();
        Vector512<int> exponent = Vector512.ShiftRightArithmetic(bits - Vector512.Create(FloatBits.RootOfHalf), FloatBits.FractionBits);
        significand = new((bits - Vector512.ShiftLeft(exponent, FloatBits.FractionBits)).AsSingle());
        return new(Vector512.ConvertToSingle(exponent));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectGreater(Lanes16 a, Lanes16 b, Lanes16 whenTrue, Lanes16 whenFalse) => new(
        Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), whenTrue._value, whenFalse._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes16 a) => Lanes8.Sum(new Lanes8(a._value.GetLower() + a._value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SumEach(Lanes16 a, Lanes16 b, Lanes16 c, Lanes16 d) => new(Lanes8.SumEach(
        new(a._value.GetLower() + a._value.GetUpper()),
        new(b._value.GetLower() + b._value.GetUpper()),
        new(c._value.GetLower() + c._value.GetUpper()),
        new(d._value.GetLower() + d._value.GetUpper())).Value.ToVector512());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Lanes16 a) =>
        Lanes8.MaxAcross(Lanes8.Max(new Lanes8(a._value.GetLower()), new Lanes8(a._value.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LowerHalf(Lanes16 words) => new(Vector512.ShiftLeft(words._value.AsInt32(), 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 UpperHalf(Lanes16 words) => new((words._value.AsInt32() & Vector512.Create(~0xFFFF)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAddPairs(Lanes16 a, ref sbyte source, nint index, Lanes16 addend)
    {
        if (Avx512BW.IsSupported)
        {
            Vector512<short> factors = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref source, (nuint)index));
            return new((Avx512BW.MultiplyAddAdjacent(a._value.AsInt16(), factors) + addend._value.AsInt32()).AsSingle());
        }

        return new(Vector512.Create(
            Lanes8.MultiplyAddPairs(new(a._value.GetLower()), ref source, index, new(addend._value.GetLower())).Value,
            Lanes8.MultiplyAddPairs(new(a._value.GetUpper()), ref source, index + 16, new(addend._value.GetUpper())).Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 FromIntegers(Lanes16 integers) => new(Vector512.ConvertToSingle(integers._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRounded(Lanes16 value, ref short destination, nint index)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector256Int16(Avx512F.ConvertToVector512Int32(value._value)).StoreUnsafe(ref destination, (nuint)index);
            return;
        }

        Lanes8.StoreRounded(new(value._value.GetLower()), ref destination, index);
        Lanes8.StoreRounded(new(value._value.GetUpper()), ref destination, index + 8);
    }

    // Four floats of each of the rows 0, 4, 8 and 12.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryFourth(ref float source, nint stride) =>
        Vector512.Create(Lanes8.EveryFourth(ref source, stride), Lanes8.EveryFourth(ref Unsafe.Add(ref source, 8 * stride), stride));

    // Rounded once where a narrower register rounds once: a sum has the same bits whatever the registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> MultiplyAddHalves(Vector512<float> a, Vector512<float> b, Vector512<float> addend) => Vector512.Create(
        Lanes8.MultiplyAdd(new(a.GetLower()), new(b.GetLower()), new(addend.GetLower())).Value,
        Lanes8.MultiplyAdd(new(a.GetUpper()), new(b.GetUpper()), new(addend.GetUpper())).Value);

    // All bits of the first lanes, and none of the others.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> First(int count) => Vector512.LessThan(
        Vector512.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f, 13f, 14f, 15f), Vector512.Create((float)count));

#if NET10_0_OR_GREATER
    // One instruction, of whose lanes some touch no memory: lane by lane it is fifty calls for the JIT to inline. Nothing is stored so: the processor takes all lanes for written,
    // and what is read behind them waits, as the next row in place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Lanes16 LoadMasked(ref float source, int count, float rest)
    {
        fixed (float* address = &source) return new(Avx512F.MaskLoad(address, First(count), Vector512.Create(rest)));
    }
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreEveryFourth(Vector512<float> value, ref float destination, nint stride)
    {
        Lanes8.StoreEveryFourth(value.GetLower(), ref destination, stride);
        Lanes8.StoreEveryFourth(value.GetUpper(), ref Unsafe.Add(ref destination, 8 * stride), stride);
    }

    // Each four lanes for themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> abLow = Avx512F.UnpackLow(a, b), abHigh = Avx512F.UnpackHigh(a, b), cdLow = Avx512F.UnpackLow(c, d), cdHigh = Avx512F.UnpackHigh(c, d);
        a = Avx512F.Shuffle(abLow, cdLow, Lanes4.LowHalves);
        b = Avx512F.Shuffle(abLow, cdLow, Lanes4.HighHalves);
        c = Avx512F.Shuffle(abHigh, cdHigh, Lanes4.LowHalves);
        d = Avx512F.Shuffle(abHigh, cdHigh, Lanes4.HighHalves);
    }
}
