using Layerwise.Tests.Files;

namespace Layerwise.Tests.Training.Progress;

public sealed class EpochLogTests : IDisposable
{
    private const string Header = "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,gradient_norm,health";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Path => System.IO.Path.Combine(_folder.FullName, "log.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_epoch_is_a_line()
    {
        EpochLog log = new(Path);
        log.Report(new EpochReport(1, new Evaluation(0.1f, 0.5f), new Evaluation(0.25f, 0.75f), 0.003, 1.5));
        log.Report(new EpochReport(2, new Evaluation(1e-10f, null), null, 1e-5, null));
        Assert.Equal($"{Header}\n1,0.1,0.5,0.25,0.75,0.003,1.5,\n2,1E-10,,,,1E-05,,\n", File.ReadAllText(Path));
    }

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_replaces_what_it_trains_again()
    {
        string checkpoint = System.IO.Path.Combine(_folder.FullName, "checkpoint.safetensors");
        Dataset samples = Samples.ThreeClusters(30);
        TrainerOptions options = new() { BatchSize = 10 };
        using (Trainer<PlainNetwork<ThreeClasses>> whole = new(new(seed: 1), new Adam(), options))
        {
            whole.Fit(samples, epochs: 2, epochProgress: new EpochLog(Path));
            whole.Save(checkpoint);
            whole.Fit(samples, epochs: 3, epochProgress: new EpochLog(Path));
        }

        string[] lines = File.ReadAllLines(Path);
        Assert.Equal(6, lines.Length);
        using Trainer<PlainNetwork<ThreeClasses>> resumed = new(new(seed: 2), new Adam(), options);
        resumed.Load(checkpoint);
        resumed.Fit(samples, epochs: 1, epochProgress: new EpochLog(Path));
        Assert.Equal(lines[..4], File.ReadAllLines(Path));
    }

    [Fact]
    public void A_line_that_was_not_finished_is_written_again()
    {
        File.WriteAllText(Path, $"{Header}\n1,0.1,,,,1,\n2,0.");
        new EpochLog(Path).Report(new EpochReport(2, new Evaluation(0.5f, null), null, 1, null));
        Assert.Equal($"{Header}\n1,0.1,,,,1,\n2,0.5,,,,1,,\n", File.ReadAllText(Path));
    }

    [Theory]
    [InlineData("date,price\n1,2\n")]
    [InlineData(Header + "\nfirst,2\n")]
    public void A_file_that_is_something_else_is_left_alone(string content)
    {
        File.WriteAllText(Path, content);
        var error = Assert.Throws<IOException>(() => new EpochLog(Path).Report(new EpochReport(1, default, null, 1, null)));
        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        var error = Assert.Throws<IOException>(() => new EpochLog(_folder.FullName).Report(new EpochReport(1, default, null, 1, null)));
        Assert.Contains("it is a folder", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        TestFolder.Run("mkfifo", Path);
        var error = Assert.Throws<IOException>(() => new EpochLog(Path).Report(new EpochReport(1, default, null, 1, null)));
        Assert.Contains("it is a named pipe", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_needed() => Assert.Throws<ArgumentException>("path", static () => new EpochLog(""));
}
