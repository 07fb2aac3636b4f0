using System.Diagnostics;
using System.Globalization;

namespace Layerwise.Generator.Tests.KilledRuns;

/// <summary>Runs Layerwise.KilledRuns and kills it, which leaves it no time to say goodbye.</summary>
[Trait("Category", "Slow")]
public sealed class KilledRunTests(Xunit.Abstractions.ITestOutputHelper output) : IDisposable
{
    private const int StepsBetweenCheckpoints = 16;
    private const int Kills = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise").FullName;

    // Each training takes seven processes; both are one mechanism, and a run takes one of them.
    public static TheoryData<string> Trainings => [.. Sweep.Draw(["", "carried"], usual: 1, new Random(Sweep.Seed))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Kills_cost_nothing_but_the_steps_since_the_last_checkpoint(string states)
    {
        output.WriteLine(Sweep.Note);
        var random = new Random(Sweep.Seed);
        string expected = Result(Run(Path.Combine(_folder, "whole.safetensors"), states, killAfter: null));
        for (int training = 0; training < Sweep.Count(1); training++) KillAgainAndAgain(random, states, expected);
    }

    private void KillAgainAndAgain(Random random, string states, string expected)
    {
        string path = Path.Combine(_folder, "killed.safetensors");
        long reached = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            string[] lines = Run(path, states, killAfter: (random.Next(1, 60), random.Next(0, 8)));

            // The checkpoint of the last step seen may or may not have been complete.
            long kept = (reached - 1) / StepsBetweenCheckpoints * StepsBetweenCheckpoints;
            Assert.InRange(Number(lines[0], "start="), Math.Max(kept, 0), reached);
            Assert.DoesNotContain(lines, line => line.StartsWith("result=", StringComparison.Ordinal));
            reached = lines.Skip(1).Aggregate(reached, static (most, line) => Math.Max(most, Number(line, "step=")));
        }

        Assert.True(reached > StepsBetweenCheckpoints, "most runs must have got as far as a checkpoint of their own");
        Assert.Equal(expected, Result(Run(path, states, killAfter: null)));
        Assert.Equal(["killed.safetensors", "whole.safetensors"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        File.Delete(path);
    }

    private static string Result(string[] lines) => lines.Single(line => line.StartsWith("result=", StringComparison.Ordinal));

    private static long Number(string line, string name)
    {
        Assert.StartsWith(name, line, StringComparison.Ordinal);
        return long.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }

    // The moment is so many steps after the start, which a busy machine reaches too, and then anywhere within a step or a checkpoint.
    private static string[] Run(string checkpoint, string states, (int Steps, int Milliseconds)? killAfter)
    {
        string[] further = states.Length > 0 ? [states] : [];
        using Process process = new Command("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Layerwise.KilledRuns.dll"), checkpoint, .. further]).Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        List<string> lines = [];
        if (killAfter is { } moment)
        {
            while (lines.Count <= moment.Steps && process.StandardOutput.ReadLine() is { } line) lines.Add(line);
            Thread.Sleep(moment.Milliseconds);
            process.Kill();
        }

        string rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (killAfter is null) Assert.True(process.ExitCode == 0, errors.Result);

        // The last line may be cut off in the middle.
        return [.. lines, .. rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
