using Amplifier;

namespace Layerwise.Samples.Tests.Amplifier;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_reach_what_learns_and_what_plays()
    {
        List<string> calls = [];
        int Run(params string[] arguments) => CommandLine.Run(
            arguments,
            (folder, save) =>
            {
                calls.Add($"learn {folder} {save}");
                return 0;
            },
            folder =>
            {
                calls.Add($"play {folder}");
                return 3;
            });

        Assert.Equal([0, 0, 3], [Run(), Run("--out", "o", "--save", "s"), Run("--play", "--out", "o")]);
        Assert.Equal([$"learn {Path.Combine("artifacts", "amplifier")} ", "learn o s", "play o"], calls);
        Assert.Equal([1, 1], [Run("--save"), Run("--louder")]);
        Assert.Equal(3, calls.Count);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error() =>
        Assert.Equal(1, CommandLine.Run([], static (_, _) => throw new IOException("full"), static _ => 0));
}
