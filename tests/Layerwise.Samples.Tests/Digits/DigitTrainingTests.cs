using Digits;
using Layerwise;

namespace Layerwise.Samples.Tests.Digits;

public sealed class DigitTrainingTests
{
    private readonly Dataset _training;
    private readonly Dataset _test;

    public DigitTrainingTests() => (_training, _test) = DigitData.Split(DigitData.Read(new Settings().DataFile));

    [Fact]
    public void The_defaults_read_97_percent_of_the_test_digits()
    {
        TrainedNetwork<DigitClassifier> trained = DigitTraining.Train(new DigitClassifier(), _training, _training, new Settings());

        double accuracy = Reading.Of(_test, trained.Network).Average(reading => reading.IsRight ? 1.0 : 0.0);

        Assert.InRange(accuracy, 0.97, 1);
    }

    [Fact]
    public void The_seed_decides_every_parameter()
    {
        float[] first = ParametersAfterTraining(seed: 5);

        Assert.Equal(first, ParametersAfterTraining(seed: 5));
        Assert.NotEqual(first, ParametersAfterTraining(seed: 6));
    }

    [Fact]
    public void Every_epoch_is_reported_and_every_image_used()
    {
        var reports = new List<EpochReport>();
        var progress = new Recorder(reports);

        TrainedNetwork<DigitClassifier> trained = DigitTraining.Train(new DigitClassifier(), _training, _training, new Settings { Epochs = 3, Batch = 1000 }, progress);

        Assert.Equal([1, 2, 3], reports.Select(report => report.Epoch));
        Assert.Equal(6, trained.Steps);
    }

    private float[] ParametersAfterTraining(ulong seed) =>
        DigitTraining.Train(new DigitClassifier(seed), _training, _training, new Settings { Seed = seed, Epochs = 2 }).Network.Parameters.ToArray();

    private sealed class Recorder(List<EpochReport> reports) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => reports.Add(value);
    }
}
