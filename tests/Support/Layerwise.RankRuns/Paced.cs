namespace Layerwise.RankRuns;

/// <summary>Tells of each step, makes it take a while, and at one of them does what the settings say.</summary>
internal sealed class Paced(Trainer<Network> trainer, Settings settings, Journal journal, CancellationTokenSource cancellation) : IProgress<BatchReport>
{
    public void Report(BatchReport value)
    {
        journal.Say($"step={trainer.Steps}");
        Thread.Sleep(settings.Number("pause", 0));
        if (trainer.Steps == settings.Number("cancel", -1)) cancellation.Cancel();
        if (trainer.Steps == settings.Number("throw", -1)) throw new InvalidDataException("as it was told");
        if (trainer.Steps == settings.Number("exit", -1)) Environment.Exit(7);
        if (trainer.Steps == settings.Number("crash", -1)) Environment.FailFast("as it was told");
    }
}
