using System.Collections.Concurrent;

namespace Layerwise.Tests.Training.Shards;

public class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_item_is_done_once_before_the_task_is_over(int threads)
    {
        Crew crew = new(threads);
        int[] done = new int[100];
        for (int task = 1; task <= 300; task++)
        {
            int count = task % 100;
            crew.Run(count, item => Interlocked.Increment(ref done[item]));
            Assert.All(done.Take(count), times => Assert.Equal(1, times));
            Array.Clear(done);
        }

        crew.Stop();
    }

    [Fact]
    public void Threads_work_side_by_side_and_end_with_the_crew()
    {
        Crew crew = new(3);
        using Barrier meeting = new(3);
        ConcurrentBag<Thread> threads = [];
        for (int again = 0; again < 2; again++)
        {
            // Each item waits for the two others: one thread alone would never come back.
            crew.Run(3, _ =>
            {
                threads.Add(Thread.CurrentThread);
                meeting.SignalAndWait();
            });
            crew.Stop();
        }

        Thread[] helpers = [.. threads.Where(thread => thread != Thread.CurrentThread).Distinct()];
        Assert.Equal(4, helpers.Length);
        Assert.All(helpers, helper => Assert.False(helper.IsAlive));
    }

    [Fact]
    public void Helpers_that_fell_asleep_wake_up_again()
    {
        Crew crew = new(2);
        using Barrier meeting = new(2);
        for (int task = 0; task < 3; task++)
        {
            crew.Run(2, _ => meeting.SignalAndWait());
            Thread.Sleep(30);
        }

        crew.Stop();
    }

    [Fact]
    public void The_first_failure_is_thrown_after_all_items_and_the_crew_goes_on()
    {
        Crew crew = new(3);
        int done = 0;
        for (int again = 0; again < 20; again++)
        {
            done = 0;
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => crew.Run(10, item =>
            {
                Interlocked.Increment(ref done);
                if (item >= 4) throw new InvalidDataException($"item {item}");
            }));
            Assert.Equal(("item 4", 10), (error.Message, done));
        }

        crew.Run(10, _ => Interlocked.Increment(ref done));
        Assert.Equal(20, done);
        crew.Stop();
    }
}
