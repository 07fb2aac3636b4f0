using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>One plain 32-bit word.</summary>
internal readonly struct Words1 : IWords<Words1, Lanes1>
{
    internal readonly uint Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words1(uint value) => Value = value;

    /// <inheritdoc/>
    public static Words1 Indices => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words1 Broadcast(uint value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words1 operator +(Words1 a, Words1 b) => new(unchecked(a.Value + b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words1 operator ^(Words1 a, Words1 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words1 Multiply(Words1 a, Words1 b, out Words1 high)
    {
        ulong product = (ulong)a.Value * b.Value;
        high = new((uint)(product >> 32));
        return new((uint)product);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 ToSigned24(Words1 a) => new((int)a.Value >> 8);
}
