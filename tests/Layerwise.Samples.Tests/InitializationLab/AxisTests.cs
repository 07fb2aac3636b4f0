using InitializationLab.Report;

namespace Layerwise.Samples.Tests.InitializationLab;

public sealed class AxisTests
{
    [Fact]
    public void A_linear_axis_has_round_numbers_and_ends_at_them()
    {
        Axis axis = Axis.Of([0.3, 2.2], isLogarithmic: false);
        Assert.Equal(["0", "1", "2", "3"], axis.Ticks.Select(static tick => tick.Label));
        Assert.Equal((0, 1), (axis.Position(0), axis.Position(3)));
    }

    [Fact]
    public void An_axis_with_given_ends_keeps_them()
    {
        Axis axis = Axis.Of([], isLogarithmic: false, range: (0, 12));
        Assert.Equal(1, axis.Position(12));
        Assert.Equal("10", axis.Ticks.Last().Label);
    }

    [Fact]
    public void A_logarithmic_axis_has_decades()
    {
        Axis axis = Axis.Of([0.02, 30], isLogarithmic: true);
        Assert.Equal(["10⁻²", "10⁻¹", "1", "10¹", "10²"], axis.Ticks.Select(static tick => tick.Label));
        Assert.Equal(0.5, axis.Position(1), 1e-12);
    }

    [Fact]
    public void A_narrow_logarithmic_axis_has_powers_of_two() =>
        Assert.Equal(["1/4", "1/2", "1", "2"], Axis.Of([0.3, 1.5], isLogarithmic: true).Ticks.Select(static tick => tick.Label));

    [Fact]
    public void What_has_no_place_is_not_shown()
    {
        Axis axis = Axis.Of([0, 1, double.PositiveInfinity], isLogarithmic: true);
        Assert.False(axis.Shows(0) || axis.Shows(double.PositiveInfinity) || axis.Shows(double.NaN));
        Assert.True(axis.Shows(1e-30));
    }
}
