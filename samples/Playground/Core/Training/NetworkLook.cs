namespace Playground.Training;

/// <summary>What the layers of a network look like at one moment.</summary>
/// <param name="Least">Where histograms begin: at 0, or at the smallest activation of all layers. What lies further out than they reach counts at their ends.</param>
/// <param name="Most">Where they end: at the largest one, or at 1 where all are smaller; at most at four times the root mean square of a layer, and so they begin.</param>
/// <param name="Histograms">One for each layer: the share of its activations in each of <see cref="Bins"/> bins.</param>
/// <param name="Signals">Root mean square of the activations of each layer.</param>
/// <param name="Gradients">Root mean square of the derivative of the loss of a sample with respect to what the activation of each layer is given.</param>
internal sealed record NetworkLook(double Least, double Most, double[][] Histograms, double[] Signals, double[] Gradients)
{
    /// <summary>Bins of a histogram.</summary>
    public const int Bins = 40;

    /// <summary>Counts activations.</summary>
    public static double[] Histogram(ReadOnlySpan<float> activations, double least, double most)
    {
        double[] shares = new double[Bins];
        foreach (float activation in activations)
        {
            double place = (activation - least) / (most - least) * Bins;
            shares[double.IsNaN(place) ? 0 : (int)Math.Clamp(place, 0, Bins - 1)] += 1.0 / activations.Length;
        }

        return shares;
    }

    /// <summary>Root mean square.</summary>
    public static double Rms(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return Math.Sqrt(sum / values.Length);
    }
}
