using InitializationLab;

namespace Layerwise.Samples.Tests.InitializationLab;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_options_the_defaults_hold() => Assert.Equal(new Settings(), Parse());

    [Fact]
    public void Options_reach_the_settings() => Assert.Equal(
        new Settings { Full = true, Seed = ulong.MaxValue, ReportFile = "a.html" },
        Parse("--full", "--seed", "18446744073709551615", "--report", "a.html"));

    [Fact]
    public void The_seed_is_the_first_of_the_draws() => Assert.Equal(7UL, new Settings { Seed = 7 }.Effort.Seed);

    [Fact]
    public void Full_is_more_of_everything()
    {
        Effort full = new Settings { Full = true }.Effort;
        Assert.True(full.Draws > Effort.Normal.Draws && full.Epochs > Effort.Normal.Epochs && full.DeepEpochs > Effort.Normal.DeepEpochs);
    }

    [Theory]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "1.5")]
    [InlineData("--seed", "18446744073709551616")]
    [InlineData("--seed")]
    [InlineData("--report")]
    [InlineData("--surprise")]
    public void An_option_that_makes_no_sense_ends_with_1_and_runs_nothing(params string[] arguments) =>
        Assert.Equal(1, CommandLine.Run(arguments, _ => Assert.Fail("The program ran.")));

    [Fact]
    public void A_page_that_cannot_be_written_ends_with_1() =>
        Assert.Equal(1, CommandLine.Run([], _ => throw new UnauthorizedAccessException("a.html")));

    private static Settings Parse(params string[] arguments)
    {
        Settings? parsed = null;
        Assert.Equal(0, CommandLine.Run(arguments, settings => parsed = settings));
        return parsed!;
    }
}
