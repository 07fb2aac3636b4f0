using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Layerwise;
using Layerwise.Mpi;
using Layerwise.RankRuns;

// A training on all ranks that MPI has, or with alone=1 without it. Says, on each rank,
//   process=<number>
//   start=<steps taken before>
//   step=<number>            after each step
//   result=<hash>            of parameters, counters and reports, at the end
//   error=<type: message>    of what ended it
string? folder = new Settings(args, -1).Text("journals");
MpiCommunicator? ranks = null;
try
{
    if (!args.Contains("alone=1")) ranks = MpiCommunicator.Open(new Settings(args, -1).Text("library"));
}
catch (Exception e) when (e is MpiException)
{
    new Journal(folder, Environment.ProcessId).Say($"error={e.GetType().Name}: {e.Message}");
    return 1;
}

var settings = new Settings(args, ranks?.Rank ?? 0);
var journal = new Journal(folder, ranks?.Rank ?? 0);
try
{
    Train(settings, journal, ranks);
    return 0;
}
catch (Exception e) when (e is CommunicationException or OperationCanceledException or InvalidDataException or ArgumentException)
{
    journal.Say($"error={e.GetType().Name}: {e.Message}");
    return 1;
}
finally
{
    ranks?.Dispose();
}

static void Train(Settings settings, Journal journal, Communicator? ranks)
{
    if (settings.Number("absent", 0) == 1) throw new InvalidDataException("before it had a trainer");
    int epochs = settings.Number("epochs", 6);
    var random = new Random(settings.Number("data", 5));
    float[] inputs = Array.ConvertAll(new float[8 * 1500], _ => random.NextSingle());
    int[] labels = Array.ConvertAll(new int[1500], _ => random.Next(4));
    (Dataset training, Dataset validation) = Dataset.WithLabels(inputs, 8, labels, 4).WithClassWeights([1, 0.5f, 2, 1]).Split(0.8, seed: 1);

    var network = new Network(seed: (ulong)settings.Number("network", 1));
    var options = new TrainerOptions
    {
        BatchSize = settings.Number("batch", 512),
        Threads = settings.Number("threads", 1),
        Seed = (ulong)settings.Number("seed", 0),
        ClipNorm = 1,
        EarlyStopping = new EarlyStopping { Patience = 100 },
        Communicator = ranks,
        Checkpointing = settings.Text("checkpoint") is { } path ? new Checkpointing(path) { Steps = 4, Epochs = epochs } : null,
    };
    using var trainer = new Trainer<Network>(network, new AdamW(0.003), options);
    if (File.Exists(options.Checkpointing?.Path)) trainer.Load(options.Checkpointing.Path);
    journal.Say($"process={Environment.ProcessId}");
    journal.Say($"start={trainer.Steps}");
    if (trainer.Epochs > 0 && !trainer.IsInterrupted) return;

    using var cancellation = new CancellationTokenSource();
    IReadOnlyList<EpochReport> reports = trainer.Fit(training, epochs, validation, new Paced(trainer, settings, journal, cancellation), cancellationToken: cancellation.Token);
    string history = string.Join('\n', reports) + trainer.Steps + trainer.Epochs + trainer.Plateau;
    byte[] hash = SHA256.HashData([.. MemoryMarshal.AsBytes(network.Parameters), .. Encoding.UTF8.GetBytes(history)]);
    journal.Say($"result={Convert.ToHexString(hash)}");
}
