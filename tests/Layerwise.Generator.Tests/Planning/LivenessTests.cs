extern alias generator;
using generator::Layerwise.Generator.Planning;

namespace Layerwise.Generator.Tests.Planning;

public sealed class LivenessTests
{
    [Fact]
    public void Nothing_takes_no_room() => Assert.Equal(0, Liveness.Of([]).Length);

    [Theory]
    [InlineData(256, 128, 64)]
    [InlineData(100, 1, 7, 300, 2)]
    [InlineData(15, 9, 10, 20)]
    [InlineData(8)]
    public void A_chain_takes_what_its_two_largest_neighbours_take(params int[] widths)
    {
        Value[] chain = [.. widths.Select(static (width, step) => new Value(width, step, step + 1))];

        Liveness liveness = Liveness.Of(chain);

        Assert.Equal(widths.Length == 1 ? widths[0] : widths.Zip(widths.Skip(1), static (first, second) => first + second).Max(), liveness.Length);
        AssertDisjoint(chain, liveness);
    }

    // A residual connection: what the first step writes is added to what the third one does.
    [Fact]
    public void A_value_that_is_read_later_keeps_its_place()
    {
        Value[] block = [new(64, 0, 2), new(64, 1, 2), new(64, 2, 3), new(64, 3, 4)];

        Liveness liveness = Liveness.Of(block);

        Assert.Equal(3 * 64, liveness.Length);
        AssertDisjoint(block, liveness);
    }

    [Fact]
    public void Whatever_is_alive_together_lies_apart()
    {
        var random = new Random(20261128);
        for (int round = 0; round < 2000; round++)
        {
            Value[] values = [.. Enumerable.Range(0, random.Next(1, 12)).Select(step => new Value(16 * random.Next(1, 20), step, step + random.Next(1, 5)))];

            Liveness liveness = Liveness.Of(values);

            AssertDisjoint(values, liveness);
            Assert.InRange(liveness.Length, values.Max(static value => value.Width), values.Sum(static value => value.Width));
        }
    }

    private static void AssertDisjoint(Value[] values, Liveness liveness)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Assert.InRange(liveness.Offsets[i], 0, liveness.Length - values[i].Width);
            for (int j = 0; j < i; j++)
            {
                if (!values[i].IsAliveWith(values[j])) continue;
                Assert.True(
                    liveness.Offsets[i] + values[i].Width <= liveness.Offsets[j] || liveness.Offsets[j] + values[j].Width <= liveness.Offsets[i],
                    $"Values {j} and {i} of {string.Join(", ", values)} share room.");
            }
        }
    }
}
