using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>Sixteen 32-bit words in a 512-bit register.</summary>
internal readonly struct Words16 : IWords<Words16, Lanes16>
{
    private const int HalfWidth = 32;

    private readonly Vector512<uint> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words16(Vector512<uint> value) => _value = value;

    /// <inheritdoc/>
    public static Words16 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u, 10u, 11u, 12u, 13u, 14u, 15u));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 Broadcast(uint value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator +(Words16 a, Words16 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator ^(Words16 a, Words16 b) => new(a._value ^ b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 Multiply(Words16 a, Words16 b, out Words16 high)
    {
        // Processors multiply every second word into 64 bits: the even ones, then the odd ones moved down.
        Vector512<ulong> even = MultiplyEven(a._value, b._value);
        Vector512<ulong> odd = MultiplyEven(
            Vector512.ShiftRightLogical(a._value.AsUInt64(), HalfWidth).AsUInt32(),
            Vector512.ShiftRightLogical(b._value.AsUInt64(), HalfWidth).AsUInt32());
        Vector512<ulong> highHalves = Vector512.Create(0xFFFFFFFF00000000UL);
        high = new(Vector512.ConditionalSelect(highHalves, odd, Vector512.ShiftRightLogical(even, HalfWidth)).AsUInt32());
        return new(Vector512.ConditionalSelect(highHalves, Vector512.ShiftLeft(odd, HalfWidth), even).AsUInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 ToSigned24(Words16 a) => new(Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(a._value.AsInt32(), 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyEven(Vector512<uint> a, Vector512<uint> b)
    {
        if (Avx512F.IsSupported) return Avx512F.Multiply(a, b);
        Vector512<ulong> lowHalves = Vector512.Create(0x00000000FFFFFFFFUL);
        return (a.AsUInt64() & lowHalves) * (b.AsUInt64() & lowHalves);
    }
}
