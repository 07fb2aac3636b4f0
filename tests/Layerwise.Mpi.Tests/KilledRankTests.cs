using System.Diagnostics;
using System.Globalization;

namespace Layerwise.Mpi.Tests;

/// <summary>A rank is killed, which leaves it no time to say goodbye, and the training goes on with another number of ranks.</summary>
[Trait("Category", "Slow")]
public sealed class KilledRankTests(Xunit.Abstractions.ITestOutputHelper output) : IDisposable
{
    private const int StepsBetweenCheckpoints = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("mpich")]
    [InlineData("openmpi")]
    public void Kills_at_random_moments_cost_nothing_but_the_steps_since_the_last_checkpoint(string mpi)
    {
        output.WriteLine(Sweep.Note);
        Random random = new(Sweep.Seed);
        string checkpoint = Path.Combine(_folder, "training.safetensors");
        string[] arguments = [$"checkpoint={checkpoint}", "epochs=16"];
        using Journals alone = MpiRun.Alone("epochs=16");
        int reached = 0;
        foreach (int size in (int[])[4, 2, 4])
        {
            (int start, int last) = Kill(mpi, size, random, arguments);
            Assert.InRange(start, (reached - 1) / StepsBetweenCheckpoints * StepsBetweenCheckpoints, reached);
            reached = last;
            Assert.All(Directory.GetFiles(_folder), path => Assert.Equal(checkpoint, path));
        }

        Assert.True(reached > StepsBetweenCheckpoints);
        using Journals completed = MpiRun.Run(mpi, 2, arguments);
        Assert.Equal([alone.Values("result=").Single(), alone.Values("result=").Single()], completed.Values("result="));
    }

    private (int Start, int Last) Kill(string mpi, int size, Random random, string[] arguments)
    {
        (Process launcher, Journals journals) = MpiRun.Start(mpi, size, [.. arguments, "pause=15"]);
        using (launcher)
        using (journals)
        {
            _ = launcher.StandardError.ReadToEndAsync();
            _ = launcher.StandardOutput.ReadToEndAsync();
            int steps = random.Next(2, 10);
            Assert.True(SpinWait.SpinUntil(() => journals.Values("step=").Length >= steps * size || launcher.HasExited, TimeSpan.FromMinutes(2)));
            Thread.Sleep(random.Next(0, 20));
            string[] processes = journals.Values("process=");
            Process.GetProcessById(int.Parse(processes[random.Next(size)], CultureInfo.InvariantCulture)).Kill();

            var clock = Stopwatch.StartNew();
            Assert.True(launcher.WaitForExit(TimeSpan.FromMinutes(1)), "the others go on waiting");
            output.WriteLine($"{mpi}, {size} ranks: ended {clock.Elapsed.TotalSeconds:F2} s after one was killed");
            Assert.NotEqual(0, launcher.ExitCode);
            Assert.Empty(journals.Values("result="));
            int[] taken = [.. journals.Values("step=").Select(static step => int.Parse(step, CultureInfo.InvariantCulture))];
            return (int.Parse(journals.Values("start=")[0], CultureInfo.InvariantCulture), taken.Max());
        }
    }
}
