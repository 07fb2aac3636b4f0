using Layerwise.OnnxImport.Flows;
using Layerwise.Traits;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Activations are known by their curves.</summary>
public class SampledCurveTests
{
    public static TheoryData<Activation, float> Activations()
    {
        var data = new TheoryData<Activation, float>();
        foreach (ActivationTraits traits in ActivationTraits.All.Where(static traits => traits.Curve is not null))
        {
            // A learned slope that is not negative is, as a curve, a constant one.
            foreach (float slope in traits.Slope == SlopeRole.None ? [0f] : traits.HasLearnedSlope ? [-0.3f, -2f] : new[] { 0.01f, 0.3f, 1.7f }) data.Add(traits.Activation, slope);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void EachIsItself(Activation activation, float slope)
    {
        CurveFunction function = ActivationTraits.Of(activation).Curve!(slope).Function;
        Assert.Equal((activation, slope), SampledCurve.AsActivation(Sample(z => function(z, out _))));
    }

    [Theory]
    [InlineData(1.0001, 0)]
    [InlineData(1, 0.0001)]
    public void WhatIsNearlyOneIsNone(double factor, double addend)
    {
        foreach (ActivationTraits traits in ActivationTraits.All.Where(static traits => traits.Curve is not null && traits.Slope == SlopeRole.None))
        {
            CurveFunction function = traits.Curve!(0).Function;
            Assert.Null(SampledCurve.AsActivation(Sample(z => (factor * function(z, out _)) + addend)));
        }
    }

    [Fact]
    public void AStraightLineIsOne()
    {
        Assert.Equal(new Affine(2.5, -1), SampledCurve.AsAffine(Sample(static z => (2.5 * z) - 1)));
        Assert.Null(SampledCurve.AsAffine(Sample(Math.Abs)));
    }

    private static double[] Sample(Func<double, double> function) => Array.ConvertAll(SampledCurve.Places, z => function(z));
}
