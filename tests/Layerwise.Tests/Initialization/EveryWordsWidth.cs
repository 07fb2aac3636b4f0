using Layerwise.Runtime;

namespace Layerwise.Tests.Initialization;

/// <summary>A test written once, generic over words and their lanes, to be run on each width.</summary>
internal interface IWordsTest
{
    void Run<TWords, TLanes>()
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>;
}

internal static class EveryWordsWidth
{
    public static TheoryData<int> Counts => new(1, 4, 8, 16);

    public static void Run(int count, IWordsTest test)
    {
        switch (count)
        {
            case 1: test.Run<Words1, Lanes1>(); break;
            case 4: test.Run<Words4, Lanes4>(); break;
            case 8: test.Run<Words8, Lanes8>(); break;
            case 16: test.Run<Words16, Lanes16>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(count), count, "There are words of 1, 4, 8 and 16.");
        }
    }
}
