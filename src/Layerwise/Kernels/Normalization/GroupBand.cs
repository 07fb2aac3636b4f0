using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Some groups of channels of one sample that <see cref="GroupNormalization"/> works on together, and what it finds out of them: of each group its mean and
/// 1/√(variance + ε), of each column of a register a few numbers. That is as much as a stack takes lightly; a group of more channels goes through in parts.
/// </summary>
internal readonly struct GroupBand
{
    // Of each array; multiples of all registers.
    private const int MostColumns = 512;
    private const int Length = MostColumns + AlignedBuffer.Slack;
    private const int GroupFacts = 4;

    private readonly int _positions;
    private readonly int _channels;
    private readonly int _width;
    private readonly int _first;

    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Channels of a position.</param>
    /// <param name="width">Channels of a group.</param>
    /// <param name="group">The first group.</param>
    /// <param name="groups">How many groups.</param>
    public GroupBand(int positions, int channels, int width, int group, int groups)
    {
        (_positions, _channels, _width, _first, Groups) = (positions, channels, width, group * width, groups);
    }

    /// <summary>Channels of a position, those of other groups included.</summary>
    public int Channels => _channels;

    /// <summary>How many groups it has.</summary>
    public int Groups { get; }

    /// <summary>1 over the numbers of a group.</summary>
    public float Share => 1f / ((float)_positions * _width);

    /// <summary>In how many parts its channels go through; more than one only of a single group.</summary>
    public int Parts => ((_width * Groups) + MostColumns - 1) / MostColumns;

    /// <summary>The floats that its facts take, with so many numbers of each column.</summary>
    public static int Room(int columns) => ((GroupFacts + columns) * Length) + AlignedBuffer.Slack;

    /// <summary>How many groups go through together.</summary>
    public static int Together(int channels, int groups) => Math.Clamp(MostColumns / (channels / groups), 1, groups);

    /// <summary>The means of the groups.</summary>
    public static ref float Means(ref float room) => ref room;

    /// <summary>1/√(variance + ε) of the groups.</summary>
    public static ref float Inverses(ref float room) => ref Unsafe.Add(ref room, Length);

    /// <summary>The mean of γ·g of the groups, times <see cref="Inverses"/>.</summary>
    public static ref float Centres(ref float room) => ref Unsafe.Add(ref room, 2 * Length);

    /// <summary>The mean of γ·g·x̂ of the groups, times the square of <see cref="Inverses"/>.</summary>
    public static ref float Slopes(ref float room) => ref Unsafe.Add(ref room, 3 * Length);

    /// <summary>One number of each column.</summary>
    public static ref float Columns(ref float room, int index) => ref Unsafe.Add(ref room, (GroupFacts + index) * Length);

    /// <summary>One of the parts.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    public ChannelPart Part<TLanes>(int index)
        where TLanes : struct, ILanes<TLanes>
    {
        int from = index * MostColumns;
        return ChannelPart.Of<TLanes>(_positions, _channels, _first + from, Math.Min(MostColumns, (_width * Groups) - from), MostColumns);
    }

    /// <summary>Adds what the channels of a part have to what their groups have.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="channels">A number for each channel.</param>
    /// <param name="groups">A number for each group.</param>
    /// <param name="part">The part.</param>
    public void AddToGroups<TLanes>(ref float channels, ref float groups, ChannelPart part)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = Math.Min(_width, part.Channels);
        if (width == 1)
        {
            for (nint group = 0; group < Groups; group += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref groups, group) + TLanes.Load(ref channels, group), ref groups, group);
            }

            return;
        }

        for (int group = 0; group < Groups; group++)
        {
            TLanes sum = TLanes.Zero;
            for (int channel = 0; channel < width; channel += TLanes.Count) sum += TLanes.Load(ref channels, (group * width) + channel, width - channel, 0f);
            Unsafe.Add(ref groups, group) += TLanes.Sum(sum);
        }
    }

    /// <summary>Gives each channel of a part what its group has.</summary>
    /// <param name="groups">A number for each group.</param>
    /// <param name="channels">Receives a number for each channel.</param>
    /// <param name="part">The part.</param>
    public void Spread(ref float groups, ref float channels, ChannelPart part)
    {
        int width = Math.Min(_width, part.Channels);
        if (width == 1)
        {
            MemoryMarshal.CreateSpan(ref groups, Groups).CopyTo(MemoryMarshal.CreateSpan(ref channels, Groups));
            return;
        }

        for (int group = 0; group < Groups; group++) MemoryMarshal.CreateSpan(ref Unsafe.Add(ref channels, group * width), width).Fill(Unsafe.Add(ref groups, group));
    }
}
