using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Random numbers one after the other, from Philox4x32-10: for everything that draws in sequence, as a shuffle does.
/// Sequences that differ in seed, domain or stream are independent.
/// </summary>
/// <remarks>A mutable value: keep it in a local or a field that is not readonly, and pass it by reference.</remarks>
public struct PhiloxSequence
{
    private readonly ulong _seed;
    private readonly uint _domain;
    private readonly uint _stream;
    private ulong _position;
    private Words1 _x1;
    private Words1 _x2;
    private Words1 _x3;

    /// <summary>Starts at the first number.</summary>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="domain">What the numbers are for, one of <see cref="RandomDomain"/>.</param>
    /// <param name="stream">Which of the domain's streams, for example the epoch.</param>
    public PhiloxSequence(ulong seed, uint domain, uint stream)
    {
        _seed = seed;
        _domain = domain;
        _stream = stream;
    }

    /// <summary>The next number, uniform over all of <see cref="uint"/>.</summary>
    public uint NextUInt32()
    {
        ulong position = _position++;
        switch (position & 3)
        {
            case 0: return NextBlock(position >> 2);
            case 1: return _x1.Value;
            case 2: return _x2.Value;
            default: return _x3.Value;
        }
    }

    /// <summary>The next number, uniform over [0, <paramref name="exclusiveBound"/>) without bias.</summary>
    /// <remarks>Multiplies and shifts, with rejection (Lemire, "Fast random integer generation in an interval", 2019).</remarks>
    /// <param name="exclusiveBound">The bound, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int NextInt32(int exclusiveBound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveBound, 1);
        uint bound = (uint)exclusiveBound;
        ulong product = (ulong)NextUInt32() * bound;
        if ((uint)product < bound)
        {
            uint excess = unchecked(0u - bound) % bound;
            while ((uint)product < excess) product = (ulong)NextUInt32() * bound;
        }

        return (int)(product >> 32);
    }

    private uint NextBlock(ulong block)
    {
        Words1 x0 = Words1.Broadcast((uint)block);
        _x1 = Words1.Broadcast((uint)(block >> 32));
        _x2 = Words1.Broadcast(_stream);
        _x3 = Words1.Broadcast(_domain);
        Philox.Encrypt<Words1, Lanes1>(_seed, ref x0, ref _x1, ref _x2, ref _x3);
        return x0.Value;
    }
}
