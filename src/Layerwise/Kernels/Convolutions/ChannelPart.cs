using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Some channels of one sample as rows of columns. Where they are all channels, and few, several positions are one row: then rows are whole registers, and no register has lanes
/// that count for nothing.
/// </summary>
internal readonly struct ChannelPart
{
    // As many registers as the loops take together: where a row has no less, no sum waits for itself.
    private const int Registers = 4;

    private ChannelPart(int first, int channels, int repeats, nint rows, nint stride, nint rest)
    {
        (First, Channels, Repeats, Rows, Stride, Rest) = (first, channels, repeats, rows, stride, rest);
    }

    /// <summary>The first channel.</summary>
    public int First { get; }

    /// <summary>How many channels.</summary>
    public int Channels { get; }

    /// <summary>How many positions are one row.</summary>
    public int Repeats { get; }

    /// <summary>How many whole rows there are.</summary>
    public nint Rows { get; }

    /// <summary>Floats from one row to the next.</summary>
    public nint Stride { get; }

    /// <summary>Columns of the positions behind the last whole row.</summary>
    public nint Rest { get; }

    /// <summary>Columns of a row.</summary>
    public int Width => Channels * Repeats;

    /// <summary>Some channels of all positions.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="all">Channels of a position.</param>
    /// <param name="first">The first channel.</param>
    /// <param name="count">How many channels.</param>
    /// <param name="most">How many columns a row may have.</param>
    public static ChannelPart Of<TLanes>(int positions, int all, int first, int count, int most)
        where TLanes : struct, ILanes<TLanes>
    {
        int repeats = 1;
        if (count == all)
        {
            // Registers are powers of 2, and so is what a number of channels has in common with them.
            int lanes = Registers * TLanes.Count;
            repeats = lanes / Math.Min(lanes, count & -count);
            while (repeats > 1 && (repeats * count > most || repeats > positions)) repeats /= 2;
        }

        int rows = positions / repeats;
        return new ChannelPart(first, count, repeats, rows, (nint)repeats * all, (nint)(positions - (rows * repeats)) * count);
    }

    /// <summary>Adds up what the columns of each channel have.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="columns">A number for each column; those of the first position receive the sums.</param>
    public void Fold<TLanes>(ref float columns)
        where TLanes : struct, ILanes<TLanes>
    {
        if (Repeats == 1) return;
        for (int channel = 0; channel < Channels; channel += TLanes.Count)
        {
            int count = Channels - channel;
            TLanes sum = TLanes.Load(ref columns, channel, count, 0f);
            for (int at = channel + Channels; at < Width; at += Channels) sum += TLanes.Load(ref columns, at, count, 0f);
            TLanes.Store(sum, ref columns, channel, count);
        }
    }

    /// <summary>Gives all columns of each channel what that of the first position has.</summary>
    /// <param name="columns">A number for each column.</param>
    public void Repeat(ref float columns)
    {
        Span<float> all = MemoryMarshal.CreateSpan(ref columns, Width);
        for (int done = Channels; done < all.Length; done *= 2) all[..Math.Min(done, all.Length - done)].CopyTo(all[done..]);
    }
}
