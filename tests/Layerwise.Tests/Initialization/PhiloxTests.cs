using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.Tests.Initialization;

public class PhiloxTests
{
    public static TheoryData<int> Counts => EveryWordsWidth.Counts;

    // The three known answers for philox4x32-10 that Random123 publishes in its kat_vectors: zeros, ones, digits of π.
    [Theory]
    [MemberData(nameof(Counts))]
    public void KnownAnswers(int count)
    {
        EveryWordsWidth.Run(count, new KnownAnswer([0, 0, 0, 0], 0, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]));
        EveryWordsWidth.Run(count, new KnownAnswer(
            [uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue],
            ulong.MaxValue,
            [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]));
        EveryWordsWidth.Run(count, new KnownAnswer(
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], 0x299F31D0A4093822, [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void WordsOfOneGroupAreIndependentOfEachOther(int count) => EveryWordsWidth.Run(count, new CountingBlocks());

    // A counter's group of words as plain numbers.
    private static uint[] Numbers<TWords>(TWords words)
        where TWords : struct
    {
        uint[] numbers = new uint[Unsafe.SizeOf<TWords>() / sizeof(uint)];
        Unsafe.As<uint, TWords>(ref numbers[0]) = words;
        return numbers;
    }

    private sealed class KnownAnswer(uint[] counter, ulong key, uint[] expected) : IWordsTest
    {
        public void Run<TWords, TLanes>()
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes>
        {
            TWords[] x = [.. counter.Select(TWords.Broadcast)];
            Philox.Encrypt<TWords, TLanes>(key, ref x[0], ref x[1], ref x[2], ref x[3]);
            for (int word = 0; word < 4; word++)
            {
                Assert.Equal(Enumerable.Repeat(expected[word], TLanes.Count), Numbers(x[word]));
            }
        }
    }

    private sealed class CountingBlocks : IWordsTest
    {
        public void Run<TWords, TLanes>()
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes>
        {
            TWords[] x = [TWords.Indices, TWords.Broadcast(0), TWords.Broadcast(5), TWords.Broadcast(7)];
            Philox.Encrypt<TWords, TLanes>(123, ref x[0], ref x[1], ref x[2], ref x[3]);
            PhiloxSequence sequence = new(123, domain: 7, stream: 5);
            for (int block = 0; block < TLanes.Count; block++)
            {
                for (int word = 0; word < 4; word++) Assert.Equal(sequence.NextUInt32(), Numbers(x[word])[block]);
            }
        }
    }
}
