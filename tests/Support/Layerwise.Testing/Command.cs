using System.Diagnostics;

namespace Layerwise.Testing;

/// <summary>Runs programs as a user would.</summary>
public sealed record Command(string Program, params string[] Arguments)
{
    // Long enough for a busy machine that downloads a compiler; short enough that a hanging build fails the test and not the whole run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    // Of MSBuild's process that stays warm from one command to the next, and of the compiler.
    private static readonly string WarmId = $"layerwise-tests-{Guid.NewGuid():N}";

    // A run of the whole solution has a compiler that is warm already: it has just compiled all that is tested (Directory.Solution.targets).
    private static readonly string CompilerId = Environment.GetEnvironmentVariable("LAYERWISE_COMPILER") ?? WarmId;

    private static int _mayHaveBuilt;

    /// <summary>Where it is started.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Variables of its environment; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Of the .NET command line.</summary>
    /// <param name="folder">Where it is started.</param>
    /// <param name="arguments">After <c>dotnet</c>.</param>
    public static CommandResult DotNet(string folder, params string[] arguments) => new Command("dotnet", arguments) { Folder = folder }.Run();

    /// <summary>Lines of a shell for programs of .NET with a home of their own. They build by themselves: a process that is warm has read the settings of another home.</summary>
    /// <param name="folder">The home, which need not be there.</param>
    public static string AtHome(string folder) => $"export DOTNET_CLI_HOME='{folder}'\nunset DOTNET_CLI_USE_MSBUILD_SERVER";

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

        // What the test run itself was started with must not decide about other builds.
        foreach (string inherited in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        // One process builds what one command after the other asks for: MSBuild, which spends most of a small build on being compiled and on reading the SDK, stays warm there.
        // It is this run's own, by the salt, and ends with it. While it is at work, a second command builds by itself.
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "true";
        start.Environment["MSBUILDNODEHANDSHAKESALT"] = WarmId;
        bool mayBuild = Program is "bash" || (Program is "dotnet" && Arguments is not ["exec", ..]);
        if (mayBuild && Interlocked.Exchange(ref _mayHaveBuilt, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => DotNet(Path.GetTempPath(), "build-server", "shutdown", "--msbuild");
        }

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
