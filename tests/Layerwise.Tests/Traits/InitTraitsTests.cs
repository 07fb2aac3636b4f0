using Layerwise.Traits;

namespace Layerwise.Tests.Traits;

public sealed class InitTraitsTests
{
    [Fact]
    public void Every_initializer_but_auto_has_its_row_and_no_row_has_none() =>
        Assert.Equal(Enum.GetValues<Init>().Except([Init.Auto]), InitTraits.All.Select(static row => row.Init));

    [Fact]
    public void Every_initializer_finds_its_row()
    {
        Assert.All(InitTraits.All, static row => Assert.Same(row, InitTraits.Of(row.Init)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => InitTraits.Of(Init.Auto));
        Assert.Throws<ArgumentOutOfRangeException>(static () => InitTraits.Of((Init)(InitTraits.All.Count + 1)));
    }

    [Fact]
    public void Every_option_is_a_property_of_the_attribute_that_some_initializer_reads() => Assert.All(
        Enum.GetValues<InitOptions>().Where(static option => option != InitOptions.None),
        static option =>
        {
            Assert.NotNull(typeof(LayerAttribute).GetProperty(option.ToString()));
            Assert.NotEmpty(InitTraits.Reading(option));
        });

    [Theory]
    [InlineData(InitScheme.He)]
    [InlineData(InitScheme.Xavier)]
    [InlineData(InitScheme.LeCun)]
    internal void A_scheme_has_a_normal_and_a_uniform_initializer(InitScheme scheme)
    {
        Assert.EndsWith("Normal", InitTraits.Drawing(scheme, isUniform: false).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Uniform", InitTraits.Drawing(scheme, isUniform: true).ToString(), StringComparison.Ordinal);
    }
}
