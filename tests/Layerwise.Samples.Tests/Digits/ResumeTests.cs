using Digits;
using Layerwise;

namespace Layerwise.Samples.Tests.Digits;

public sealed class ResumeTests : IDisposable
{
    private readonly Dataset _images = DigitData.Split(DigitData.Read(new Settings().DataFile)).Training;
    private readonly string _folder = Directory.CreateTempSubdirectory("digits").FullName;

    private string Checkpoint => Path.Combine(_folder, "checkpoint.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_stopped_training_continues_to_the_same_network()
    {
        var settings = new Settings { Epochs = 12, Optimizer = "adamw", Schedule = "one-cycle" };
        float[] expected = Parameters(settings);
        settings = settings with { ResumeFile = Checkpoint };
        Assert.Throws<OperationCanceledException>(() => DigitTraining.Train(new DigitClassifier(settings.Seed), _images, _images, settings, new StopAfter(epoch: 8)));

        var later = new StopAfter(epoch: int.MaxValue);
        Assert.Equal(expected, DigitTraining.Train(new DigitClassifier(settings.Seed), _images, _images, settings, later).Network.Parameters.ToArray());
        Assert.True(later.Epochs is > 0 and < 12, "part of the work was done before");

        // The training is over: another run only reads its network.
        Assert.Equal(expected, Parameters(settings));
    }

    [Fact]
    public void Another_training_or_other_images_are_refused()
    {
        var settings = new Settings { Epochs = 12, ResumeFile = Checkpoint };
        Assert.Throws<OperationCanceledException>(() => DigitTraining.Train(new DigitClassifier(settings.Seed), _images, _images, settings, new StopAfter(epoch: 8)));

        Assert.Contains("trainer.seed is 0; expected 7", Refused<SafetensorsException>(_images, settings with { Seed = 7 }), StringComparison.Ordinal);
        Assert.Contains("trained on 1438 samples", Refused<InvalidDataException>(_images.Split(0.5, 1).First, settings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_network_is_loaded_without_training()
    {
        string file = Path.Combine(_folder, "network.safetensors");
        float[] saved = Parameters(new Settings { Epochs = 2, SaveFile = file });
        TrainedNetwork<DigitClassifier> loaded = DigitTraining.Train(new DigitClassifier(), _images, _images, new Settings { LoadFile = file });
        Assert.Equal(0, loaded.Steps);
        Assert.Equal(saved, loaded.Network.Parameters.ToArray());
    }

    [Fact]
    public void Every_optimizer_and_schedule_learns()
    {
        foreach (string optimizer in TrainingChoices.Optimizers) AssertLearns(new Settings { Optimizer = optimizer });
        foreach (string schedule in TrainingChoices.Schedules) AssertLearns(new Settings { Schedule = schedule });
    }

    private void AssertLearns(Settings settings)
    {
        TrainedNetwork<DigitClassifier> trained = DigitTraining.Train(new DigitClassifier(settings.Seed), _images, _images, settings with { Epochs = 15 });
        double accuracy = Reading.Of(_images, trained.Network).Average(reading => reading.IsRight ? 1.0 : 0.0);
        Assert.True(accuracy > 0.95, $"{settings.Optimizer}, {settings.Schedule}: {accuracy:P1}");
    }

    private float[] Parameters(Settings settings) => DigitTraining.Train(new DigitClassifier(settings.Seed), _images, _images, settings).Network.Parameters.ToArray();

    private static string Refused<TException>(Dataset images, Settings settings)
        where TException : Exception => Assert.Throws<TException>(() => DigitTraining.Train(new DigitClassifier(settings.Seed), images, images, settings)).Message;

    private sealed class StopAfter(int epoch) : IProgress<EpochReport>
    {
        public int Epochs { get; private set; }

        public void Report(EpochReport value)
        {
            Epochs++;
            if (value.Epoch == epoch) throw new OperationCanceledException();
        }
    }
}
