namespace Layerwise.Tests.Scoring;

/// <summary>Every score is scikit-learn's.</summary>
public class SklearnTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<int> Classes => [.. Enumerable.Range(0, SklearnVectors.All.Classes.Length)];

    public static TheoryData<int> Rankings => [.. Enumerable.Range(0, SklearnVectors.All.Rankings.Length)];

    public static TheoryData<int> Regressions => [.. Enumerable.Range(0, SklearnVectors.All.Regressions.Length)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Of_classes(int index)
    {
        ClassVectors expected = SklearnVectors.All.Classes[index];
        ConfusionMatrix matrix = new(expected.ClassCount);
        int half = expected.Labels.Length / 2;
        matrix.Add(expected.Outputs.AsSpan(0, half * expected.ClassCount), expected.Labels.AsSpan(0, half));
        matrix.Add(expected.Outputs.AsSpan(half * expected.ClassCount), expected.Labels.AsSpan(half));

        Assert.Equal(expected.Labels.Length, matrix.Count);
        Assert.Equal(expected.Accuracy, matrix.Accuracy, Tolerance);
        for (int actual = 0; actual < expected.ClassCount; actual++)
        {
            for (int predicted = 0; predicted < expected.ClassCount; predicted++)
            {
                Assert.Equal(expected.Matrix[(actual * expected.ClassCount) + predicted], matrix[actual, predicted]);
            }

            AssertScores([expected.Precision[actual], expected.Recall[actual], expected.F1[actual]], matrix.Class(actual));
            Assert.Equal(expected.Labels.Count(label => label == actual), matrix.Class(actual).Support);
        }

        AssertScores(expected.Macro, matrix.MacroAverage);
        AssertScores(expected.Weighted, matrix.WeightedAverage);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Of_probabilities(int index)
    {
        ClassVectors expected = SklearnVectors.All.Classes[index];
        Calibration calibration = new();
        calibration.Add(expected.Outputs, expected.Labels, expected.ClassCount);
        Assert.Equal(expected.LogLoss, calibration.LogLoss, Tolerance);
        Assert.Equal(expected.CalibrationError, calibration.ExpectedError, Tolerance);
        Assert.Equal(expected.Labels.Length, calibration.Bins.Sum(static bin => bin.Count));
    }

    [Theory]
    [MemberData(nameof(Rankings))]
    public void Of_rankings(int index)
    {
        RankingVectors expected = SklearnVectors.All.Rankings[index];
        var roc = RocCurve.Of(expected.Scores, expected.IsPositive);
        Assert.Equal(expected.Auc, roc.AreaUnderCurve, Tolerance);
        AssertEqual(expected.FalsePositiveRates, roc.FalsePositiveRates);
        AssertEqual(expected.TruePositiveRates, roc.TruePositiveRates);

        var curve = PrecisionRecallCurve.Of(expected.Scores, expected.IsPositive);
        Assert.Equal(expected.AveragePrecision, curve.AveragePrecision, Tolerance);
        AssertEqual(expected.Precisions, curve.Precisions);
        AssertEqual(expected.Recalls, curve.Recalls);
        Assert.Equal(expected.Thresholds, curve.Thresholds.Skip(1));
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void Of_numbers(int index)
    {
        RegressionVectors expected = SklearnVectors.All.Regressions[index];
        RegressionScores scores = new(expected.OutputSize);
        int half = expected.Targets.Length / expected.OutputSize / 2 * expected.OutputSize;
        scores.Add(expected.Outputs.AsSpan(0, half), expected.Targets.AsSpan(0, half));
        scores.Add(expected.Outputs.AsSpan(half), expected.Targets.AsSpan(half));
        for (int output = 0; output < expected.OutputSize; output++)
        {
            RegressionScore score = scores.Output(output);
            Assert.Equal(expected.Mae[output], score.MeanAbsoluteError, Tolerance);
            Assert.Equal(expected.Rmse[output], score.RootMeanSquaredError, Tolerance);
            Assert.Equal(expected.R2[output], score.RSquared, Tolerance);
        }

        Assert.Equal(expected.MeanR2, scores.Mean.RSquared, Tolerance);
    }

    private static void AssertScores(double[] expected, ClassScores scores) => AssertEqual(expected, [scores.Precision, scores.Recall, scores.F1]);

    private static void AssertEqual(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }
}
