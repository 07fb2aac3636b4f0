using Layerwise;
using Tabular;

namespace Layerwise.Samples.Tests.Tabular;

public sealed class WineTests
{
    [Fact]
    public void The_table_becomes_a_network_that_takes_it_as_it_is_and_so_does_the_frozen_one()
    {
        using var output = new StringWriter();
        WineTraining trained = WineTraining.Run(output);
        ConfusionMatrix matrix = WineAnswers.Write(output, trained);

        Assert.InRange(matrix.Accuracy, 0.94, 1);
        Assert.InRange(WineAnswers.CountRightFrozen(trained.Test), 34, trained.Test.Count);
        Assert.True(WineReader.SelfTest());
        string text = output.ToString();
        Assert.Contains("proline               number    278 to 1680", text, StringComparison.Ordinal);
        Assert.Contains($"The frozen predictor reads {WineAnswers.CountRightFrozen(trained.Test)} of 36 of them right.", text, StringComparison.Ordinal);
    }
}
