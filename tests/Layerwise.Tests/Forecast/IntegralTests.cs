using Layerwise.Reference.Activations;

namespace Layerwise.Tests.Forecast;

/// <summary>The integrals over a Gaussian against a fine sum of the reference activations.</summary>
[Trait("Category", "Slow")]
public sealed class IntegralTests
{
    public static TheoryData<Activation> Elementwise =>
        [.. Enum.GetValues<Activation>().Where(static activation => activation is not (Activation.Softmax or Activation.LogSoftmax or Activation.Custom))];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Moments_agree_with_a_fine_sum(Activation activation)
    {
        const double Slope = 0.3;
        foreach (double mean in new[] { 0, -2.5, 0.7 })
        {
            foreach (double deviation in new[] { 1e-3, 0.4, 2, 30 })
            {
                var layer = new LayerDesign(1, 1, activation, deviation * deviation) { Bias = mean, Slope = Slope };
                LayerPrediction predicted = SignalPropagation.Predict([layer]).Layers[0];

                (double valueMean, double valuePower, double slopeMean, double slopePower) = MeansOver(
                    mean, deviation, Scalar.Kinks(activation), z => (Scalar.Value(activation, Slope, z), Scalar.Derivative(activation, Slope, z)));
                double power = (predicted.ActivationMean * predicted.ActivationMean) + predicted.ActivationVariance;
                Close(valueMean, predicted.ActivationMean);
                Close(valuePower, power);
                Close(slopeMean, predicted.DerivativeMean);
                Close(slopePower, predicted.DerivativePower);

                void Close(double expected, double actual) => Assert.True(
                    Math.Abs(expected - actual) <= 1e-6 + (1e-4 * Math.Abs(expected)),
                    $"mean {mean}, deviation {deviation}: {expected} expected, {actual} predicted");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Saturation_begins_where_the_derivative_is_a_hundredth(Activation activation)
    {
        const double Slope = 0.3;
        double steepest = Enumerable.Range(-1200, 2401).Max(i => Math.Abs(Scalar.Derivative(activation, Slope, i / 100.0)));

        // The crossing of φ′ through 0 inside the gated functions is no tail.
        double left = Enumerable.Range(-12000, 24001).Select(static i => i / 1000.0).First(z => Math.Abs(Scalar.Derivative(activation, Slope, z)) >= 0.01 * steepest);
        double right = Enumerable.Range(-12000, 24001).Select(static i => -i / 1000.0).First(z => Math.Abs(Scalar.Derivative(activation, Slope, z)) >= 0.01 * steepest);
        double expected = MeansOver(0, 3, [left, right], z => ((left > -12 && z < left) || (right < 12 && z > right) ? 1 : 0, 0)).Value;

        Assert.Equal(expected, SignalPropagation.Predict([new LayerDesign(1, 1, activation, 9) { Slope = Slope }]).Layers[0].SaturatedShare, 3);
    }

    // Of two functions and their squares, piece by piece, so that no step of the sum straddles a jump.
    private static (double Value, double ValuePower, double Slope, double SlopePower) MeansOver(
        double mean, double deviation, double[] jumps, Func<double, (double Value, double Slope)> function)
    {
        const int Steps = 40_000;
        double[] edges = [-8, .. jumps.Select(z => Math.Clamp((z - mean) / deviation, -8, 8)), 8];
        Array.Sort(edges);
        (double Value, double ValuePower, double Slope, double SlopePower) sum = default;
        for (int piece = 1; piece < edges.Length; piece++)
        {
            double step = (edges[piece] - edges[piece - 1]) / Steps;
            for (int i = 0; step > 0 && i < Steps; i++)
            {
                double x = edges[piece - 1] + (step * (i + 0.5));
                double weight = step * Gaussian.Density(x);
                (double value, double slope) = function(mean + (deviation * x));
                sum.Value += weight * value;
                sum.ValuePower += weight * value * value;
                sum.Slope += weight * slope;
                sum.SlopePower += weight * slope * slope;
            }
        }

        return sum;
    }
}
