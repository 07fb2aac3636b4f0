extern alias generator;

using Layerwise.Reference.Activations;
using GeneratorPrediction = generator::Layerwise.LayerPrediction;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// How far a network of finite width scatters about the theory of infinite width. The power of a layer is a mean over n units, whose relative variance
/// is (κ − 1)/n with the kurtosis κ = E[a⁴]/E[a²]²; the logarithms of d layers add up to V = Σ(κ − 1)/n, which is 5d/n for ReLU
/// (Hanin &amp; Nica 2020). A mean logarithm over S seeds is then off by V/2, for the logarithm of a mean is more than the mean of logarithms, and
/// scatters by √(V/S).
/// </summary>
internal static class Spread
{
    private const int Steps = 4000;

    /// <summary>(κ − 1) of a layer's activations: the n-fold relative variance of their power.</summary>
    public static double Signal(Activation activation, double slope, GeneratorPrediction layer)
    {
        (double two, double four) = Moments(layer, z => Scalar.Value(activation, slope, z));
        return two > 0 ? (four / (two * two)) - 1 : 0;
    }

    /// <summary>The same of φ′·∂L/∂a, whose second factor is Gaussian and independent of the first: κ = 3·E[φ′⁴]/E[φ′²]².</summary>
    public static double Gradient(Activation activation, double slope, GeneratorPrediction layer)
    {
        (double two, double four) = Moments(layer, z => Scalar.Derivative(activation, slope, z));
        return two > 0 ? (3 * four / (two * two)) - 1 : 0;
    }

    /// <summary>
    /// By which factor a product over some layers may be off: the bias and three standard deviations, and the next order of the theory, 1/n a layer
    /// (Yaida 2020); half of each, of a root of a power.
    /// </summary>
    public static double Factor(double variance, int seeds, int layers, int width) =>
        Math.Exp(((variance / 2) + ((double)layers / width) + (3 * Math.Sqrt(variance / seeds))) / 2);

    private static (double Two, double Four) Moments(GeneratorPrediction layer, Func<double, double> function)
    {
        double deviation = Math.Sqrt(layer.PreActivationVariance);
        double two = 0;
        double four = 0;
        for (int i = 0; i < Steps; i++)
        {
            double x = -8 + (16 * (i + 0.5) / Steps);
            double square = Math.Pow(function(layer.PreActivationMean + (deviation * x)), 2);
            two += 16.0 / Steps * Gaussian.Density(x) * square;
            four += 16.0 / Steps * Gaussian.Density(x) * square * square;
        }

        return (two, four);
    }
}
