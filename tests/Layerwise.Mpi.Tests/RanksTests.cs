namespace Layerwise.Mpi.Tests;

/// <summary>One training on several processes, with MPICH and with Open MPI.</summary>
[Trait("Category", "Slow")]
public class RanksTests
{
    private static readonly Lazy<string> Expected = new(static () =>
    {
        using Journals alone = MpiRun.Alone();
        return alone.Values("result=").Single();
    });

    [SkippableTheory]
    [InlineData("mpich", 1, 1)]
    [InlineData("mpich", 2, 1)]
    [InlineData("mpich", 2, 3)]
    [InlineData("mpich", 4, 2)]
    [InlineData("mpich", 8, 1)]
    [InlineData("openmpi", 1, 2)]
    [InlineData("openmpi", 2, 2)]
    [InlineData("openmpi", 4, 1)]
    public void Neither_ranks_nor_threads_change_a_bit(string mpi, int size, int threads)
    {
        using Journals run = MpiRun.Run(mpi, size, $"threads={threads}");
        run.Result!.AssertSuccess();
        Assert.Equal(Enumerable.Repeat(Expected.Value, size), run.Values("result="));
    }

    [SkippableTheory]
    [InlineData("mpich")]
    [InlineData("openmpi")]
    public void A_checkpoint_is_taken_up_by_another_number_of_ranks(string mpi)
    {
        string folder = Directory.CreateTempSubdirectory("layerwise").FullName;
        try
        {
            string checkpoint = $"checkpoint={Path.Combine(folder, "training.safetensors")}";
            using Journals stopped = MpiRun.Run(mpi, 4, checkpoint, "cancel@3=5");
            Assert.Equal(Enumerable.Repeat("OperationCanceledException: Rank 3 was cancelled after 5 steps.", 4), stopped.Values("error="));

            using Journals ended = MpiRun.Run(mpi, 2, checkpoint, "exit@0=11");
            Assert.Equal(["5", "5"], ended.Values("start="));
            Assert.NotEqual(0, ended.Result!.ExitCode);

            using Journals completed = MpiRun.Run(mpi, 1, checkpoint);
            Assert.Equal(["8"], completed.Values("start="));
            Assert.Equal([Expected.Value], completed.Values("result="));
            Assert.Equal(["training.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableTheory]
    [InlineData("mpich")]
    [InlineData("openmpi")]
    public void Ranks_that_do_not_train_the_same_find_out_before_the_first_step(string mpi)
    {
        AssertDisagree(mpi, "Rank 2 and rank 0 don't train the same: seed is 7, where rank 0 has 0. Nothing was computed.", "seed@2=7");
        AssertDisagree(mpi, "Rank 1 and rank 0 don't train the same: the training data is 1200 samples of 8 inputs and 4 classes (", "data@1=6");
    }

    [SkippableTheory]
    [InlineData("mpich")]
    [InlineData("openmpi")]
    public void A_rank_that_fails_ends_the_others_with_its_reason(string mpi)
    {
        using Journals run = MpiRun.Run(mpi, 4, "throw@1=5");
        const string Told = "CommunicationException: Rank 1 failed after 5 steps and left the training. InvalidDataException: as it was told";
        Assert.Equal([Told, "InvalidDataException: as it was told", Told, Told], run.Values("error="));
    }

    [SkippableTheory]
    [InlineData("mpich")]
    [InlineData("openmpi")]
    public void A_rank_that_leaves_without_a_word_keeps_nobody_waiting(string mpi)
    {
        using Journals run = MpiRun.Run(mpi, 4, "absent@2=1");
        string[] errors = run.Values("error=");
        Assert.Equal(4, errors.Length);
        Assert.Contains(errors, static error => error.StartsWith("CommunicationException: Rank 2 has left, and rank ", StringComparison.Ordinal));
        Assert.Empty(run.Values("step="));
    }

    private static void AssertDisagree(string mpi, string message, params string[] arguments)
    {
        using Journals run = MpiRun.Run(mpi, 4, arguments);
        string[] errors = run.Values("error=");
        Assert.Equal(4, errors.Length);
        Assert.All(errors, error => Assert.StartsWith("CommunicationException: " + message, error, StringComparison.Ordinal));
        Assert.Empty(run.Values("step="));
    }
}
