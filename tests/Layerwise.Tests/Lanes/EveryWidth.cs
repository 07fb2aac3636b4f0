using Layerwise.Runtime;

namespace Layerwise.Tests.Lanes;

/// <summary>A test written once, generic over lanes, to be run on each width; the emulated ones work on any machine.</summary>
internal interface ILanesTest
{
    void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>;
}

internal static class EveryWidth
{
    public static TheoryData<int> Counts => new(1, 4, 8, 16);

    /// <summary>All of them, one after the other.</summary>
    public static void Run(ILanesTest test)
    {
        test.Run<Lanes1>();
        test.Run<Lanes4>();
        test.Run<Lanes8>();
        test.Run<Lanes16>();
    }

    public static void Run(int count, ILanesTest test)
    {
        switch (count)
        {
            case 1: test.Run<Lanes1>(); break;
            case 4: test.Run<Lanes4>(); break;
            case 8: test.Run<Lanes8>(); break;
            case 16: test.Run<Lanes16>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(count), count, "There are lanes of 1, 4, 8 and 16 floats.");
        }
    }
}
