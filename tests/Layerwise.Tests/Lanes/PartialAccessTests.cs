using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.Tests.Lanes;

/// <summary>Partial loads and stores touch nothing behind the count.</summary>
public class PartialAccessTests
{
    private const float Rest = -5f;
    private const float Untouched = 99f;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void LoadsFillUpWithTheRest(int count) => EveryWidth.Run(count, new Loads());

    [Theory]
    [MemberData(nameof(Counts))]
    public void StoresLeaveWhatIsBehind(int count) => EveryWidth.Run(count, new Stores());

    // Counts may be 0, negative (a loop that ran past its end) or beyond the width (then all lanes are meant).
    private static IEnumerable<int> Lengths => Enumerable.Range(-1, 20);

    private sealed class Loads : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] source = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
            float[] actual = new float[TLanes.Count];
            foreach (int length in Lengths)
            {
                Unsafe.As<float, TLanes>(ref actual[0]) = TLanes.Load(ref source[0], 3, length, Rest);
                Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => i < length ? i + 3f : Rest), actual);
            }

            Unsafe.As<float, TLanes>(ref actual[0]) = TLanes.Load(ref source[0], 5);
            Assert.Equal(source[5..(5 + TLanes.Count)], actual);
        }
    }

    private sealed class Stores : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] source = [.. Enumerable.Range(0, 16).Select(i => (float)i)];
            TLanes lanes = TLanes.Load(ref source[0], 0);
            float[] destination = new float[40];
            foreach (int length in Lengths)
            {
                Array.Fill(destination, Untouched);
                TLanes.Store(lanes, ref destination[0], 3, length);
                Assert.Equal(Expected(3, Math.Clamp(length, 0, TLanes.Count)), destination);
            }

            Array.Fill(destination, Untouched);
            TLanes.Store(lanes, ref destination[0], 5);
            Assert.Equal(Expected(5, TLanes.Count), destination);
        }

        private static IEnumerable<float> Expected(int start, int written) =>
            Enumerable.Range(0, 40).Select(i => i >= start && i < start + written ? i - start : Untouched);
    }
}
