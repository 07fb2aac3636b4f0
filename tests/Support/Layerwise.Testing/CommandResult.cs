using Xunit;

namespace Layerwise.Testing;

/// <summary>What a program said and how it ended.</summary>
/// <param name="Command">As it was typed.</param>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it printed, and then its errors.</param>
public sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>It succeeded.</summary>
    public CommandResult AssertSuccess()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>It succeeded, and the compiler, trimmer and linker had nothing to say.</summary>
    public CommandResult AssertCalm()
    {
        AssertSuccess();
        Assert.DoesNotContain(": warning ", Output, StringComparison.Ordinal);
        return this;
    }
}
