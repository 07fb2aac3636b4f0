using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Layerwise;

/// <summary>Gives every rank what each of them has, in as many exchanges as their number has bits.</summary>
internal static class RankGather
{
    /// <summary>Blocks of equal length, one for each rank, of which a rank has its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Blocks(Communicator communicator, Span<byte> blocks)
    {
        int length = blocks.Length / communicator.Size;
        for (int known = 1; known < communicator.Size; known *= 2)
        {
            int other = communicator.Rank ^ known;
            int own = communicator.Rank & -known;
            int theirs = other & -known;
            communicator.Exchange(other, blocks.Slice(own * length, known * length), blocks.Slice(theirs * length, known * length));
        }
    }

    /// <summary>A text of each rank.</summary>
    public static string[] Texts(Communicator communicator, string own)
    {
        byte[] text = Encoding.UTF8.GetBytes(own);
        int[] lengths = new int[communicator.Size];
        lengths[communicator.Rank] = text.Length;
        Blocks(communicator, MemoryMarshal.AsBytes(lengths.AsSpan()));

        int longest = lengths.Max();
        byte[] blocks = new byte[checked(longest * communicator.Size)];
        text.CopyTo(blocks, communicator.Rank * longest);
        Blocks(communicator, blocks);
        return [.. lengths.Select((length, rank) => Encoding.UTF8.GetString(blocks, rank * longest, length))];
    }
}
