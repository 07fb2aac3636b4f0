using Layerwise.Traits;

namespace Layerwise.Tests.Traits;

public sealed class TargetTraitsTests
{
    [Fact]
    public void Every_kind_has_its_row_and_no_row_has_none() =>
        Assert.Equal(Enum.GetValues<TargetKind>(), TargetTraits.All.Select(static row => row.Kind));

    [Fact]
    public void Every_kind_finds_its_row()
    {
        Assert.All(TargetTraits.All, static row => Assert.Same(row, TargetTraits.Of(row.Kind)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => TargetTraits.Of((TargetKind)TargetTraits.All.Count));
    }

    [Fact]
    public void Every_loss_has_one_kind_of_answer() => Assert.All(
        LossTraits.All,
        static row => Assert.Single((bool[])[row.IsYesOrNo, row.IsOverClasses, row.IsRegression], static applies => applies));
}
