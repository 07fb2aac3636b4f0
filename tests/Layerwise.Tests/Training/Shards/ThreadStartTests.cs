namespace Layerwise.Tests.Training.Shards;

public class ThreadStartTests
{
    [Fact]
    public void A_browser_refuses_several_threads_by_name_and_number()
    {
        PlatformNotSupportedException exception = Assert.Throws<PlatformNotSupportedException>(() => ThreadStart.Check(4, "TrainerOptions.Threads", isBrowser: true));
        Assert.Equal("TrainerOptions.Threads is 4, but .NET cannot start threads in a browser: expected 1, the thread that calls.", exception.Message);
    }

    [Fact]
    public void One_thread_is_fine_in_a_browser_and_any_number_elsewhere()
    {
        ThreadStart.Check(1, "threads", isBrowser: true);
        ThreadStart.Check(64, "threads", isBrowser: false);
        ThreadStart.Check(64, "threads");
    }
}
