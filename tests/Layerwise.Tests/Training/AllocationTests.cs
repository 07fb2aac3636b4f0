namespace Layerwise.Tests.Training;

/// <summary>Counts what the whole process allocates, so nothing else runs at that time.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_on_several_threads_allocate_nothing_on_any_of_them(bool isWatched)
    {
        List<long> allocated = new(capacity: 256);
        Recorder<BatchReport> batches = new(_ => allocated.Add(GC.GetTotalAllocatedBytes(precise: true)));
        Trainer<PlainNetwork<ManyParameters>> trainer = new(
            new(), new Adam(), new TrainerOptions { BatchSize = 200, ClipNorm = 1, Threads = 3, Health = isWatched ? new HealthWatch { EverySteps = 1 } : null });

        trainer.Fit(Samples.ThreeClusters(2000), 10, batchProgress: batches);

        // The runtime and the test's host allocate now and then, but not in every other step.
        long[] steps = [.. allocated.Skip(20).Zip(allocated.Skip(21), static (before, after) => after - before).Order()];
        Assert.Equal(79, steps.Length);
        Assert.True(steps[steps.Length / 2] == 0, string.Join(' ', steps));
    }
}
