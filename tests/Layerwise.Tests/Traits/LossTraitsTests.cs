using Layerwise.Traits;

namespace Layerwise.Tests.Traits;

public sealed class LossTraitsTests
{
    [Fact]
    public void Every_loss_but_auto_has_its_row_and_no_row_has_none() =>
        Assert.Equal(Enum.GetValues<Loss>().Except([Loss.Auto]), LossTraits.All.Select(static row => row.Loss));

    [Fact]
    public void Every_loss_finds_its_row()
    {
        Assert.All(LossTraits.All, static row => Assert.Same(row, LossTraits.Of(row.Loss)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LossTraits.Of(Loss.Auto));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LossTraits.Of((Loss)(LossTraits.All.Count + 1)));
    }

    [Fact]
    public void Every_option_is_a_property_of_the_attribute_that_some_loss_reads() => Assert.All(
        Enum.GetValues<LossOptions>().Where(static option => option != LossOptions.None),
        static option =>
        {
            Assert.NotNull(typeof(NetworkAttribute).GetProperty(option.ToString()));
            Assert.Contains(LossTraits.All, row => row.Reads.HasFlag(option));
        });
}
