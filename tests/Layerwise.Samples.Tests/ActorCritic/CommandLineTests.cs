using ActorCritic;

namespace Layerwise.Samples.Tests.ActorCritic;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_reach_what_learns_and_what_plays()
    {
        List<string> calls = [];
        int Run(params string[] arguments) =>
            CommandLine.Run(arguments, (settings, save, curve) => calls.Add($"learn {settings.Seed} {save} {curve}"), seed => calls.Add($"play {seed}"));

        Assert.Equal([0, 0, 0], [Run(), Run("--seed", "3", "--save", "s", "--curve", "c"), Run("--play", "--seed", "4")]);
        Assert.Equal(["learn 0  ", "learn 3 s c", "play 4"], calls);
        Assert.Equal([1, 1, 1], [Run("--seed", "-1"), Run("--seed", "many"), Run("--save")]);
        Assert.Equal(3, calls.Count);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error() =>
        Assert.Equal(1, CommandLine.Run([], static (_, _, _) => throw new IOException("full"), static _ => { }));
}
