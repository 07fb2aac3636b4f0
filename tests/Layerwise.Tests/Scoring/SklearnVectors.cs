using System.Text.Json;

namespace Layerwise.Tests.Scoring;

/// <summary>What scikit-learn says of the same answers; vectors/sklearn_metrics.py made the numbers.</summary>
internal sealed record SklearnVectors(ClassVectors[] Classes, RankingVectors[] Rankings, RegressionVectors[] Regressions)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public static SklearnVectors All { get; } = Load();

    private static SklearnVectors Load()
    {
        using Stream stream = typeof(SklearnVectors).Assembly.GetManifestResourceStream("Layerwise.Tests.Scoring.vectors.sklearn_metrics.json")!;
        return JsonSerializer.Deserialize<SklearnVectors>(stream, CamelCase)!;
    }
}

internal sealed record ClassVectors(
    int ClassCount,
    int[] Labels,
    float[] Outputs,
    long[] Matrix,
    double Accuracy,
    double[] Precision,
    double[] Recall,
    double[] F1,
    double[] Macro,
    double[] Weighted,
    double LogLoss,
    double CalibrationError);

internal sealed record RankingVectors(
    float[] Scores,
    bool[] IsPositive,
    double Auc,
    double[] FalsePositiveRates,
    double[] TruePositiveRates,
    double AveragePrecision,
    double[] Precisions,
    double[] Recalls,
    float[] Thresholds);

internal sealed record RegressionVectors(int OutputSize, float[] Targets, float[] Outputs, double[] Mae, double[] Rmse, double[] R2, double MeanR2);
