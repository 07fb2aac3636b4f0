using Layerwise.Reference.Activations;
using Layerwise.Traits;

namespace Layerwise.Tests.Traits;

public sealed class ActivationTraitsTests
{
    private const float Slope = 0.3f;

    public static TheoryData<Activation> Activations => new(Enum.GetValues<Activation>());

    public static TheoryData<Activation> Elementwise =>
        new(Enum.GetValues<Activation>().Where(static activation => ActivationTraits.Of(activation).Curve is not null));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_has_its_row(Activation activation) => Assert.Equal(activation, ActivationTraits.Of(activation).Activation);

    [Fact]
    public void There_is_no_row_without_an_activation()
    {
        Assert.Equal(Enum.GetValues<Activation>(), ActivationTraits.All.Select(static row => row.Activation));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ActivationTraits.Of((Activation)ActivationTraits.All.Count));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ActivationTraits.Of((Activation)(-1)));
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Only_what_takes_a_row_or_is_the_users_own_has_no_curve(Activation activation)
    {
        ActivationTraits traits = ActivationTraits.Of(activation);
        Assert.Equal(traits.Family is ActivationFamily.Rowwise or ActivationFamily.Custom, traits.Curve is null);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void The_curve_is_the_activation(Activation activation)
    {
        Curve curve = ActivationTraits.Of(activation).Curve!(Slope);
        foreach (double z in Points())
        {
            double a = curve.Function(z, out double derivative);
            Assert.Equal(Scalar.Value(activation, Slope, z), a, 2e-6);
            Assert.Equal(Scalar.Derivative(activation, Slope, z), derivative, 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void The_range_holds_every_value_and_no_more(Activation activation)
    {
        ValueRange range = ActivationTraits.Of(activation).Curve!(Slope).Range;
        double[] values = [.. Points().Select(z => Scalar.Value(activation, Slope, z))];
        Assert.InRange(values.Min(), range.Low - 1e-5, double.IsInfinity(range.Low) ? -10 : range.Low + 0.02);
        Assert.InRange(values.Max(), double.IsInfinity(range.High) ? 50 : range.High - 0.02, range.High);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void It_is_flat_where_the_curve_says_so_and_nowhere_else(Activation activation)
    {
        Curve curve = ActivationTraits.Of(activation).Curve!(Slope);
        foreach (double z in Points().Where(static z => Math.Abs(z) < 8))
        {
            // φ′ of a minimum is 0 too, but at one point only.
            bool isFlat = Scalar.Derivative(activation, Slope, z) == 0
                && (Scalar.Derivative(activation, Slope, z - 0.001) == 0 || Scalar.Derivative(activation, Slope, z + 0.001) == 0);
            Assert.Equal(z <= curve.FlatBelow || z >= curve.FlatAbove, isFlat);
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void A_slope_has_a_default_where_it_means_something(Activation activation)
    {
        ActivationTraits traits = ActivationTraits.Of(activation);
        Assert.Equal(traits.Slope == SlopeRole.None, traits.DefaultSlope == 0);
        Assert.Equal(traits.DefaultSlope, new LayerAttribute(1, 1, activation).Slope);
    }

    // φ′ must follow from a alone where z is not kept: two z with one a have one φ′.
    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Pre_activations_are_kept_where_the_output_does_not_tell_the_derivative(Activation activation)
    {
        ActivationTraits traits = ActivationTraits.Of(activation);
        var byValue = new Dictionary<double, double>();
        bool isAmbiguous = false;
        foreach (double z in Points())
        {
            double key = Math.Round(Scalar.Value(activation, Slope, z), 6);
            double derivative = Scalar.Derivative(activation, Slope, z);
            isAmbiguous |= byValue.TryGetValue(key, out double known) && Math.Abs(known - derivative) > 0.02;
            byValue[key] = derivative;
        }

        if (isAmbiguous) Assert.True(traits.KeepsPreActivations);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void A_kink_is_straight_on_both_sides_and_has_no_upper_end(Activation activation)
    {
        double Step(double z) => Scalar.Value(activation, Slope, z + 1) - Scalar.Value(activation, Slope, z);
        bool isKink = Step(0.25) == 1 && Step(60) == 1 && Math.Abs(Step(-2) - Step(-62)) < 1e-12 && Step(-2) < 1;
        Assert.Equal(isKink, ActivationTraits.Of(activation).IsKink);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void What_turns_off_is_0_with_slope_0_for_every_negative_z(Activation activation)
    {
        bool isOff = Points().Where(static z => z < 0).All(z => Scalar.Value(activation, Slope, z) == 0 && Scalar.Derivative(activation, Slope, z) == 0);
        Assert.Equal(isOff, ActivationTraits.Of(activation).TurnsOff);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void What_keeps_small_signals_has_slope_1_around_0(Activation activation)
    {
        bool keeps = Math.Abs(Scalar.Derivative(activation, Slope, 1e-6) - 1) < 1e-5 && Math.Abs(Scalar.Derivative(activation, Slope, -1e-6) - 1) < 1e-5;
        ActivationTraits traits = ActivationTraits.Of(activation);
        Assert.Equal(keeps, traits.KeepsSmallSignals || (traits.Slope == SlopeRole.Alpha && Slope == 1));
    }

    [Fact]
    public void A_loss_that_collapses_with_an_activation_is_the_one_that_suits_it() => Assert.All(
        ActivationTraits.All.Where(static row => row.CollapsesWith.Count > 0),
        static row => Assert.Contains(row.SuitingLoss, row.CollapsesWith));

    private static IEnumerable<double> Points()
    {
        for (int i = -64_000; i <= 64_000; i++) yield return i / 1000.0;
    }
}
