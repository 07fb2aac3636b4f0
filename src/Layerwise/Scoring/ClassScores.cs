namespace Layerwise;

/// <summary>How well one class is found, or the mean of several, as scikit-learn's <c>precision_recall_fscore_support</c> has them.</summary>
/// <param name="Precision">Of the samples that were taken for the class, the share that are of it; 0 where none was taken for it.</param>
/// <param name="Recall">Of the samples of the class, the share that were taken for it; 0 where there are none.</param>
/// <param name="F1">The harmonic mean of the two, 2·precision·recall/(precision + recall); 0 where both are 0.</param>
/// <param name="Support">Number of samples of the class.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Support)
{
    internal static ClassScores Of(long hits, long predicted, long actual) => new(
        predicted == 0 ? 0 : (double)hits / predicted,
        actual == 0 ? 0 : (double)hits / actual,
        predicted + actual == 0 ? 0 : 2.0 * hits / (predicted + actual),
        actual);
}
