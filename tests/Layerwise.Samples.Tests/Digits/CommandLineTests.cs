using Digits;

namespace Layerwise.Samples.Tests.Digits;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_options_the_defaults_hold() => Assert.Equal(new Settings(), Parse());

    [Fact]
    public void Options_reach_the_settings() => Assert.Equal(
        new Settings { Epochs = 3, Seed = ulong.MaxValue, Batch = 7, DataFile = "a.csv" },
        Parse("--epochs", "3", "--seed", "18446744073709551615", "--batch", "7", "--data", "a.csv"));

    [Fact]
    public void Choices_and_files_reach_the_settings()
    {
        Assert.Equal(
            new Settings { Optimizer = "lion", Schedule = "one-cycle", SaveFile = "s", ResumeFile = "r", ReportFile = "h" },
            Parse("--optimizer", "lion", "--schedule", "one-cycle", "--save", "s", "--resume", "r", "--report", "h"));
        Assert.Equal(new Settings { LoadFile = "l" }, Parse("--load", "l"));
        Assert.Equal(new Settings { BatchNormalization = true, Dropout = true }, Parse("--batch-norm", "--dropout"));
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "10001")]
    [InlineData("--epochs", "many")]
    [InlineData("--epochs")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "18446744073709551616")]
    [InlineData("--batch", "0")]
    [InlineData("--batch", "1.5")]
    [InlineData("--data")]
    [InlineData("--optimizer", "Adam")]
    [InlineData("--optimizer")]
    [InlineData("--schedule", "")]
    [InlineData("--save")]
    [InlineData("--load", "a", "--resume", "b")]
    [InlineData("--load", "a", "--report", "b")]
    [InlineData("--batch-norm", "--batch", "1")]
    [InlineData("--surprise")]
    public void An_option_that_makes_no_sense_ends_with_1_and_runs_nothing(params string[] arguments) =>
        Assert.Equal(1, CommandLine.Run(arguments, _ => Assert.Fail("The program ran.")));

    [Fact]
    public void Data_that_cannot_be_read_ends_with_1() =>
        Assert.Equal(1, CommandLine.Run([], _ => throw new InvalidDataException("line 1")));

    private static Settings Parse(params string[] arguments)
    {
        Settings? parsed = null;
        Assert.Equal(0, CommandLine.Run(arguments, settings => parsed = settings));
        return parsed!;
    }
}
