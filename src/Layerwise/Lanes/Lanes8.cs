using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>Eight floats in a 256-bit register.</summary>
public readonly struct Lanes8 : ILanes<Lanes8>
{
    internal readonly Vector256<float> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes8(Vector256<float> value) => Value = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Lanes8 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(ref float source, nint index) => new(Vector256.Create(Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(Lanes8 value, int lane) => new(Vector256.Shuffle(value.Value, Vector256.Create(lane)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref float source, nint index) => new(Vector256.LoadUnsafe(ref Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref float source, nint index, int count, float rest)
    {
        if (count >= 8) return Load(ref source, index);
        return new(Vector256.Create(
            Lanes4.Load(ref source, index, count, rest).Value,
            count > 4 ? Lanes4.Load(ref source, index + 4, count - 4, rest).Value : Vector128.Create(rest)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 KeepFirst(Lanes8 value, int count, float rest)
    {
        Vector256<float> lane = Vector256.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f);
        return new(Vector256.ConditionalSelect(Vector256.LessThan(lane, Vector256.Create((float)count)), value.Value, Vector256.Create(rest)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumns(ref float source, nint stride, out Lanes8 first, out Lanes8 second, out Lanes8 third, out Lanes8 fourth)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> a = EveryFourth(ref source, stride), b = EveryFourth(ref Unsafe.Add(ref source, stride), stride);
            Vector256<float> c = EveryFourth(ref Unsafe.Add(ref source, 2 * stride), stride), d = EveryFourth(ref Unsafe.Add(ref source, 3 * stride), stride);
            Transpose(ref a, ref b, ref c, ref d);
            (first, second, third, fourth) = (new(a), new(b), new(c), new(d));
            return;
        }

        Lanes4.LoadColumns(ref source, stride, out Lanes4 a0, out Lanes4 b0, out Lanes4 c0, out Lanes4 d0);
        Lanes4.LoadColumns(ref Unsafe.Add(ref source, 4 * stride), stride, out Lanes4 a1, out Lanes4 b1, out Lanes4 c1, out Lanes4 d1);
        first = new(Vector256.Create(a0.Value, a1.Value));
        second = new(Vector256.Create(b0.Value, b1.Value));
        third = new(Vector256.Create(c0.Value, c1.Value));
        fourth = new(Vector256.Create(d0.Value, d1.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns(Lanes8 first, Lanes8 second, Lanes8 third, Lanes8 fourth, ref float destination, nint stride)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> a = first.Value, b = second.Value, c = third.Value, d = fourth.Value;
            Transpose(ref a, ref b, ref c, ref d);
            StoreEveryFourth(a, ref destination, stride);
            StoreEveryFourth(b, ref Unsafe.Add(ref destination, stride), stride);
            StoreEveryFourth(c, ref Unsafe.Add(ref destination, 2 * stride), stride);
            StoreEveryFourth(d, ref Unsafe.Add(ref destination, 3 * stride), stride);
            return;
        }

        Lanes4.StoreColumns(new(first.Value.GetLower()), new(second.Value.GetLower()), new(third.Value.GetLower()), new(fourth.Value.GetLower()), ref destination, stride);
        ref float upper = ref Unsafe.Add(ref destination, 4 * stride);
        Lanes4.StoreColumns(new(first.Value.GetUpper()), new(second.Value.GetUpper()), new(third.Value.GetUpper()), new(fourth.Value.GetUpper()), ref upper, stride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, ref float destination, nint index) =>
        value.Value.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, ref float destination, nint index, int count)
    {
        if (count >= 8)
        {
            Store(value, ref destination, index);
        }
        else
        {
            Lanes4.Store(new Lanes4(value.Value.GetLower()), ref destination, index, count);
            if (count > 4) Lanes4.Store(new Lanes4(value.Value.GetUpper()), ref destination, index + 4, count - 4);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 a, Lanes8 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a, Lanes8 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 a, Lanes8 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 a, Lanes8 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 addend) => new(
        Fma.IsSupported ? Fma.MultiplyAdd(a.Value, b.Value, addend.Value) : MultiplyAddHalves(a.Value, b.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 a, ref float source, nint index, Lanes8 addend) => new(
        Fma.IsSupported
            ? Fma.MultiplyAdd(a.Value, Vector256.LoadUnsafe(ref Unsafe.Add(ref source, index)), addend.Value)
            : MultiplyAddHalves(a.Value, Vector256.LoadUnsafe(ref Unsafe.Add(ref source, index)), addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAddBroadcast(Lanes8 a, ref float source, nint index, Lanes8 addend) => new(
        Fma.IsSupported
            ? Fma.MultiplyAdd(a.Value, Vector256.Create(Unsafe.Add(ref source, index)), addend.Value)
            : MultiplyAddHalves(a.Value, Vector256.Create(Unsafe.Add(ref source, index)), addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 a, Lanes8 b) => new(
        Avx.IsSupported
            ? Avx.Max(a.Value, b.Value)
            : Vector256.ConditionalSelect(Vector256.GreaterThan(a.Value, b.Value), a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Min(Lanes8 a, Lanes8 b) => new(
        Avx.IsSupported
            ? Avx.Min(a.Value, b.Value)
            : Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sqrt(Lanes8 a) => new(Vector256.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 a) => new(Vector256.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PowerOfTwo(Lanes8 n) =>
        new(Vector256.ShiftLeft((n.Value + Vector256.Create(FloatBits.BiasedInteger)).AsInt32(), FloatBits.FractionBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SplitExponent(Lanes8 a, out Lanes8 significand)
    {
        Vector256<int> bits = a.Value.AsInt32();
        Vector256<int> exponent = Vector256.ShiftRightArithmetic(bits - Vector256.Create(FloatBits.RootOfHalf), FloatBits.FractionBits);
        significand = new((bits - Vector256.ShiftLeft(exponent, FloatBits.FractionBits)).AsSingle());
        return new(Vector256.ConvertToSingle(exponent));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectGreater(Lanes8 a, Lanes8 b, Lanes8 whenTrue, Lanes8 whenFalse) => new(
        Vector256.ConditionalSelect(Vector256.GreaterThan(a.Value, b.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes8 a) => Lanes4.Sum(new Lanes4(a.Value.GetLower() + a.Value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SumEach(Lanes8 a, Lanes8 b, Lanes8 c, Lanes8 d) => new(Lanes4.SumEach(
        new(a.Value.GetLower() + a.Value.GetUpper()),
        new(b.Value.GetLower() + b.Value.GetUpper()),
        new(c.Value.GetLower() + c.Value.GetUpper()),
        new(d.Value.GetLower() + d.Value.GetUpper())).Value.ToVector256());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Lanes8 a) =>
        Lanes4.MaxAcross(Lanes4.Max(new Lanes4(a.Value.GetLower()), new Lanes4(a.Value.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LowerHalf(Lanes8 words) => new(Vector256.ShiftLeft(words.Value.AsInt32(), 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 UpperHalf(Lanes8 words) => new((words.Value.AsInt32() & Vector256.Create(~0xFFFF)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAddPairs(Lanes8 a, ref sbyte source, nint index, Lanes8 addend)
    {
        if (Avx2.IsSupported)
        {
            Vector256<short> factors = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref source, (nuint)index));
            return new((Avx2.MultiplyAddAdjacent(a.Value.AsInt16(), factors) + addend.Value.AsInt32()).AsSingle());
        }

        return new(Vector256.Create(
            Lanes4.MultiplyAddPairs(new(a.Value.GetLower()), ref source, index, new(addend.Value.GetLower())).Value,
            Lanes4.MultiplyAddPairs(new(a.Value.GetUpper()), ref source, index + 8, new(addend.Value.GetUpper())).Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FromIntegers(Lanes8 integers) => new(Vector256.ConvertToSingle(integers.Value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRounded(Lanes8 value, ref short destination, nint index)
    {
        if (Avx.IsSupported)
        {
            Vector256<int> integers = Avx.ConvertToVector256Int32(value.Value);
            Sse2.PackSignedSaturate(integers.GetLower(), integers.GetUpper()).StoreUnsafe(ref destination, (nuint)index);
            return;
        }

        Lanes4.StoreRounded(new(value.Value.GetLower()), ref destination, index);
        Lanes4.StoreRounded(new(value.Value.GetUpper()), ref destination, index + 4);
    }

    /// <summary>Four floats of the first row and of the one that is four further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> EveryFourth(ref float source, nint stride) =>
        Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 4 * stride)));

    /// <summary>Writes the lower half to the first row and the upper one to the one that is four further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreEveryFourth(Vector256<float> value, ref float destination, nint stride)
    {
        value.GetLower().StoreUnsafe(ref destination);
        value.GetUpper().StoreUnsafe(ref Unsafe.Add(ref destination, 4 * stride));
    }

    // Rounded once where a narrower register rounds once: a sum has the same bits whatever the registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAddHalves(Vector256<float> a, Vector256<float> b, Vector256<float> addend) => Vector256.Create(
        Lanes4.MultiplyAdd(new(a.GetLower()), new(b.GetLower()), new(addend.GetLower())).Value,
        Lanes4.MultiplyAdd(new(a.GetUpper()), new(b.GetUpper()), new(addend.GetUpper())).Value);

    // Each four lanes for themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<float> abLow = Avx.UnpackLow(a, b), abHigh = Avx.UnpackHigh(a, b), cdLow = Avx.UnpackLow(c, d), cdHigh = Avx.UnpackHigh(c, d);
        a = Avx.Shuffle(abLow, cdLow, Lanes4.LowHalves);
        b = Avx.Shuffle(abLow, cdLow, Lanes4.HighHalves);
        c = Avx.Shuffle(abHigh, cdHigh, Lanes4.LowHalves);
        d = Avx.Shuffle(abHigh, cdHigh, Lanes4.HighHalves);
    }
}
