namespace Layerwise;

/// <summary>The answers of one range of confidence.</summary>
/// <param name="Count">Number of them.</param>
/// <param name="Confidence">The mean probability that the network gave them; NaN where there are none.</param>
/// <param name="Accuracy">The share that was right; NaN where there are none.</param>
public readonly record struct CalibrationBin(long Count, double Confidence, double Accuracy);
