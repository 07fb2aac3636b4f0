using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>One plain float, for processors on which vectors would be emulated (80 times slower than this).</summary>
public readonly struct Lanes1 : ILanes<Lanes1>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes1(float value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static Lanes1 Zero => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Broadcast(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Broadcast(ref float source, nint index) => new(Unsafe.Add(ref source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Broadcast(Lanes1 value, int lane) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref float source, nint index) => new(Unsafe.Add(ref source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref float source, nint index, int count, float rest) =>
        new(count > 0 ? Unsafe.Add(ref source, index) : rest);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 KeepFirst(Lanes1 value, int count, float rest) => count > 0 ? value : new(rest);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadColumns(ref float source, nint stride, out Lanes1 first, out Lanes1 second, out Lanes1 third, out Lanes1 fourth)
    {
        first = Load(ref source, 0);
        second = Load(ref source, 1);
        third = Load(ref source, 2);
        fourth = Load(ref source, 3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns(Lanes1 first, Lanes1 second, Lanes1 third, Lanes1 fourth, ref float destination, nint stride)
    {
        Store(first, ref destination, 0);
        Store(second, ref destination, 1);
        Store(third, ref destination, 2);
        Store(fourth, ref destination, 3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref float destination, nint index) => Unsafe.Add(ref destination, index) = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref float destination, nint index, int count)
    {
        if (count > 0) Store(value, ref destination, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 addend) => new(
        Fma.IsSupported || AdvSimd.IsSupported
            ? MathF.FusedMultiplyAdd(a._value, b._value, addend._value)
            : (a._value * b._value) + addend._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAdd(Lanes1 a, ref float source, nint index, Lanes1 addend) =>
        MultiplyAdd(a, Load(ref source, index), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAddBroadcast(Lanes1 a, ref float source, nint index, Lanes1 addend) =>
        MultiplyAdd(a, Load(ref source, index), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Max(Lanes1 a, Lanes1 b) => a._value > b._value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Min(Lanes1 a, Lanes1 b) => a._value < b._value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 a) => new(MathF.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 a) => new(MathF.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 PowerOfTwo(Lanes1 n) => new(BitConverter.Int32BitsToSingle(
        BitConverter.SingleToInt32Bits(n._value + FloatBits.BiasedInteger) << FloatBits.FractionBits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SplitExponent(Lanes1 a, out Lanes1 significand)
    {
        int bits = BitConverter.SingleToInt32Bits(a._value);
        int exponent = (bits - FloatBits.RootOfHalf) >> FloatBits.FractionBits;
        significand = new(BitConverter.Int32BitsToSingle(bits - (exponent << FloatBits.FractionBits)));
        return new(exponent);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectGreater(Lanes1 a, Lanes1 b, Lanes1 whenTrue, Lanes1 whenFalse) =>
        a._value > b._value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes1 a) => a._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SumEach(Lanes1 a, Lanes1 b, Lanes1 c, Lanes1 d) => a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Lanes1 a) => a._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LowerHalf(Lanes1 words) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(words._value) << 16));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 UpperHalf(Lanes1 words) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(words._value) & ~0xFFFF));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAddPairs(Lanes1 a, ref sbyte source, nint index, Lanes1 addend)
    {
        int pair = BitConverter.SingleToInt32Bits(a._value);
        int products = ((short)pair * Unsafe.Add(ref source, index)) + ((pair >> 16) * Unsafe.Add(ref source, index + 1));
        return new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(addend._value) + products));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FromIntegers(Lanes1 integers) => new(BitConverter.SingleToInt32Bits(integers._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRounded(Lanes1 value, ref short destination, nint index) => Unsafe.Add(ref destination, index) = (short)MathF.Round(value._value);
}
