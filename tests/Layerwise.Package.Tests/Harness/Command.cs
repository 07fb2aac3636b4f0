using System.Diagnostics;

namespace Layerwise.Package.Tests.Harness;

/// <summary>Runs programs as a user would.</summary>
internal static class Command
{
    // Long enough for a busy machine that downloads a compiler; short enough that a hanging build fails the test and not the whole run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static CommandResult Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test run itself was started with must not decide about other builds; a reused node would outlive the test.
        foreach (string inherited in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} in {folder} did not end.");
        }

        return new CommandResult($"{program} {string.Join(' ', arguments)}", process.ExitCode, output.Result + errors.Result);
    }

    public static CommandResult DotNet(string folder, params string[] arguments) => Run(folder, "dotnet", arguments);
}

/// <summary>What a program said and how it ended.</summary>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output)
{
    public CommandResult AssertSuccess()
    {
        Assert.True(ExitCode == 0, $"{CommandLine} ended with {ExitCode}:\n{Output}");
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
