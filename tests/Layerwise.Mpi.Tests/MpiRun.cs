using System.Diagnostics;

namespace Layerwise.Mpi.Tests;

/// <summary>Runs Layerwise.RankRuns under one of the MPIs that are installed.</summary>
internal static class MpiRun
{
    // Both have one of their own on Debian, whichever of them mpirun is.
    private static readonly Dictionary<string, string[]> Launchers = new()
    {
        ["mpich"] = ["mpirun.mpich", "mpiexec.hydra"],
        ["openmpi"] = ["mpirun.openmpi", "orterun"],
    };

    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
        ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
        ["TERM"] = "dumb",
    };

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Layerwise.RankRuns.dll");

    /// <summary>Without MPI.</summary>
    public static Journals Alone(params string[] arguments)
    {
        Journals journals = new();
        new Command("dotnet", ["exec", Program, "alone=1", journals.Argument, .. arguments]).Run().AssertSuccess();
        return journals;
    }

    /// <summary>Runs it to its end, however it ends.</summary>
    /// <param name="mpi"><c>mpich</c> or <c>openmpi</c>: the test is skipped where it is not installed.</param>
    /// <param name="size">Number of ranks.</param>
    /// <param name="arguments">Of the program.</param>
    public static Journals Run(string mpi, int size, params string[] arguments)
    {
        Journals journals = new();
        CommandResult result = Command(mpi, size, Program, [journals.Argument, .. arguments]).Run();
        return journals with { Result = result };
    }

    /// <summary>Runs another program to its end.</summary>
    public static CommandResult RunProgram(string mpi, int size, string program, params string[] arguments) =>
        Command(mpi, size, Path.Combine(AppContext.BaseDirectory, program), arguments).Run();

    /// <summary>Starts it, for a test that ends one of the ranks.</summary>
    public static (Process Process, Journals Journals) Start(string mpi, int size, params string[] arguments)
    {
        Journals journals = new();
        return (Command(mpi, size, Program, [journals.Argument, .. arguments]).Start(), journals);
    }

    private static Command Command(string mpi, int size, string program, string[] arguments)
    {
        string? launcher = Launchers[mpi].Select(Find).FirstOrDefault(static path => path is not null);
        Skip.If(launcher is null, $"{mpi} is not installed, so nothing is known of ranks on it. On Debian: apt-get install mpich openmpi-bin");
        string[] options = mpi == "openmpi" ? ["--oversubscribe", "-n", $"{size}"] : ["-n", $"{size}"];
        return new Command(launcher!, [.. options, "dotnet", "exec", program, .. arguments]) { Variables = Variables };
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
