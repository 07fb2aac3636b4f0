using InitializationLab.Measurements;

namespace Layerwise.Samples.Tests.InitializationLab;

public sealed class ColumnTests
{
    [Fact]
    public void Units_that_differ_in_the_last_bit_are_two() =>
        Assert.Equal(2, Columns.Distinct([1, 1, 1, 2, 2, MathF.BitIncrement(2)], fanOut: 3));

    [Fact]
    public void Equal_columns_are_one_unit() => Assert.Equal(1, Columns.Distinct([1, 1, 2, 2], fanOut: 2));
}
