namespace Layerwise;

/// <summary>What <see cref="ReduceOnPlateau"/> remembers from epoch to epoch. The default value is the start.</summary>
/// <param name="Best">The smallest loss that counted as an improvement; null before the first.</param>
/// <param name="BadEpochs">Epochs in a row without improvement.</param>
/// <param name="Cooldown">Epochs left in which nothing is counted.</param>
/// <param name="Reductions">How often the rate was reduced.</param>
public readonly record struct PlateauState(double? Best, int BadEpochs, int Cooldown, int Reductions);
