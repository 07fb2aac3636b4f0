using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>Eight 32-bit words in a 256-bit register.</summary>
internal readonly struct Words8 : IWords<Words8, Lanes8>
{
    private const int HalfWidth = 32;

    private readonly Vector256<uint> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words8(Vector256<uint> value) => _value = value;

    /// <inheritdoc/>
    public static Words8 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 Broadcast(uint value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator +(Words8 a, Words8 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator ^(Words8 a, Words8 b) => new(a._value ^ b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 Multiply(Words8 a, Words8 b, out Words8 high)
    {
        // Processors multiply every second word into 64 bits: the even ones, then the odd ones moved down.
        Vector256<ulong> even = MultiplyEven(a._value, b._value);
        Vector256<ulong> odd = MultiplyEven(
            Vector256.ShiftRightLogical(a._value.AsUInt64(), HalfWidth).AsUInt32(),
            Vector256.ShiftRightLogical(b._value.AsUInt64(), HalfWidth).AsUInt32());
        Vector256<ulong> highHalves = Vector256.Create(0xFFFFFFFF00000000UL);
        high = new(Vector256.ConditionalSelect(highHalves, odd, Vector256.ShiftRightLogical(even, HalfWidth)).AsUInt32());
        return new(Vector256.ConditionalSelect(highHalves, Vector256.ShiftLeft(odd, HalfWidth), even).AsUInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ToSigned24(Words8 a) => new(Vector256.ConvertToSingle(Vector256.ShiftRightArithmetic(a._value.AsInt32(), 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyEven(Vector256<uint> a, Vector256<uint> b)
    {
        if (Avx2.IsSupported) return Avx2.Multiply(a, b);
        Vector256<ulong> lowHalves = Vector256.Create(0x00000000FFFFFFFFUL);
        return (a.AsUInt64() & lowHalves) * (b.AsUInt64() & lowHalves);
    }
}
