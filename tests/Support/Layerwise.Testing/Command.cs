using System.Diagnostics;

namespace Layerwise.Testing;

/// <summary>Runs programs as a user would.</summary>
public sealed record Command(string Program, params string[] Arguments)
{
    // Long enough for a busy machine that downloads a compiler; short enough that a hanging build fails the test and not the whole run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static readonly string CompilerId = $"layerwise-tests-{Guid.NewGuid():N}";

    /// <summary>Where it is started.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Variables of its environment; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Of the .NET command line.</summary>
    /// <param name="folder">Where it is started.</param>
    /// <param name="arguments">After <c>dotnet</c>.</param>
    public static CommandResult DotNet(string folder, params string[] arguments) => new Command("dotnet", arguments) { Folder = folder }.Run();

    /// <summary>Starts it, for a test that reads along and ends it.</summary>
    /// <returns>The process, whose output and errors are redirected.</returns>
    public Process Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test run itself was started with must not decide about other builds; a reused node would outlive the test.
        foreach (string inherited in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // The compiler stays warm from one small build to the next, which take two thirds of the time then. It is one of this run's own: one that has seen another build of
        // the analyzers may mix the two.
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = CompilerId;
        // Two such compilers that collect garbage on all cores at once keep each other waiting.
        start.Environment["DOTNET_gcServer"] = "0";
        // Sources of this repository, in place or copied, have been analysed; and none of these programs runs long enough to gain from counting its calls.
        start.Environment["BuiltForTests"] = "true";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // A command of .NET ends before most of what it compiles again, at 30 calls, has paid for that: from 4,096 calls on it takes a quarter less. The number is hexadecimal.
        start.Environment["DOTNET_TC_CallCountThreshold"] = "1000";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string? value) in Variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="TimeoutException">It did not end within eight minutes.</exception>
    public CommandResult Run()
    {
        using Process process = Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{this} did not end.");
        }

        return new CommandResult(ToString(), process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>As it is typed, and where.</summary>
    public override string ToString() => $"{Program} {string.Join(' ', Arguments)} in {Folder}";
}
