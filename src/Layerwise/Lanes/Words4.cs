using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Layerwise.Runtime;

/// <summary>Four 32-bit words in a 128-bit register.</summary>
internal readonly struct Words4 : IWords<Words4, Lanes4>
{
    private const int HalfWidth = 32;

    private readonly Vector128<uint> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words4(Vector128<uint> value) => _value = value;

    /// <inheritdoc/>
    public static Words4 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(0u, 1u, 2u, 3u));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words4 Broadcast(uint value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words4 operator +(Words4 a, Words4 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words4 operator ^(Words4 a, Words4 b) => new(a._value ^ b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words4 Multiply(Words4 a, Words4 b, out Words4 high)
    {
        // Processors multiply every second word into 64 bits: the even ones, then the odd ones moved down.
        Vector128<ulong> even = MultiplyEven(a._value, b._value);
        Vector128<ulong> odd = MultiplyEven(
            Vector128.ShiftRightLogical(a._value.AsUInt64(), HalfWidth).AsUInt32(),
            Vector128.ShiftRightLogical(b._value.AsUInt64(), HalfWidth).AsUInt32());
        Vector128<ulong> highHalves = Vector128.Create(0xFFFFFFFF00000000UL);
        high = new(Vector128.ConditionalSelect(highHalves, odd, Vector128.ShiftRightLogical(even, HalfWidth)).AsUInt32());
        return new(Vector128.ConditionalSelect(highHalves, Vector128.ShiftLeft(odd, HalfWidth), even).AsUInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ToSigned24(Words4 a) => new(Vector128.ConvertToSingle(Vector128.ShiftRightArithmetic(a._value.AsInt32(), 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> MultiplyEven(Vector128<uint> a, Vector128<uint> b)
    {
        if (Sse2.IsSupported) return Sse2.Multiply(a, b);
        Vector128<ulong> lowHalves = Vector128.Create(0x00000000FFFFFFFFUL);
        return (a.AsUInt64() & lowHalves) * (b.AsUInt64() & lowHalves);
    }
}
