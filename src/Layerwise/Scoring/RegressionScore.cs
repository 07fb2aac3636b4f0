using Layerwise.Text;

namespace Layerwise;

/// <summary>How near outputs come to numbers, or the mean of several outputs.</summary>
/// <param name="MeanAbsoluteError">mean |y − a|, in the units of the target.</param>
/// <param name="RootMeanSquaredError">√(mean (y − a)²), in the units of the target.</param>
/// <param name="RSquared">
/// The share of the targets' variance that the outputs explain, 1 − Σ(y − a)²/Σ(y − ȳ)²: 1 where all are right, 0 for the mean as the only answer, and less
/// than 0 for worse answers. Of targets that are all equal it is 1 where all are right and otherwise 0, as in scikit-learn.
/// </param>
public readonly record struct RegressionScore(double MeanAbsoluteError, double RootMeanSquaredError, double RSquared)
{
    /// <summary>For people: "MAE 0.123, RMSE 0.2, R² 0.87", the same in every culture.</summary>
    public override string ToString() =>
        $"MAE {NumberText.Rounded(MeanAbsoluteError, digits: 4)}, RMSE {NumberText.Rounded(RootMeanSquaredError, digits: 4)}, R² {NumberText.Rounded(RSquared, digits: 4)}";
}
