using System.Globalization;

namespace Layerwise.Tests.Training.Progress;

/// <summary>What Console.WriteLine prints of a report: one line for people, the same in every culture.</summary>
public sealed class ReportTextTests
{
    public static TheoryData<string, object> Reports => new()
    {
        { "loss 0.03214", new Evaluation(0.032141f, null) },
        { "loss 0.03214, accuracy 98.9 %", new Evaluation(0.032141f, 0.98887f) },
        { "loss NaN", new Evaluation(float.NaN, null) },
        { "epoch 3, batch 12 of 45: loss 1234", new BatchReport(3, 12, 45, 1234.4f) },
        { "epoch 60: loss 0.5; learning rate 0.003", new EpochReport(60, new Evaluation(0.5f, null), null, 0.003, null) },
        {
            "epoch 7: loss 0.5, accuracy 75.0 %; validation loss 0.75, accuracy 50.0 %; learning rate 0.0005, gradient norm 1.235",
            new EpochReport(7, new Evaluation(0.5f, 0.75f), new Evaluation(0.75f, 0.5f), 5e-4, 1.23456)
        },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_is_a_line_for_people(string expected, object report)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(expected, report.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
