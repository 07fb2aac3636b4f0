using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Layerwise;
using Layerwise.KilledRuns;

// Trains with a checkpoint every 16 steps, and continues where the file of the first argument says; with a second one, a network that carries what it remembers from window to
// window. Prints
//   start=<steps taken before>
//   step=<number>            after each step
//   result=<hash>            of parameters, counters and reports, at the end
string path = args[0];
const int Epochs = 100;
var random = new Random(5);
var options = new TrainerOptions
{
    BatchSize = 128,
    Threads = 2,
    ClipNorm = 1,
    ReduceOnPlateau = new ReduceOnPlateau { Patience = 3 },
    EarlyStopping = new EarlyStopping { Patience = 100 },
    Checkpointing = new Checkpointing(path) { Steps = 16, Epochs = Epochs },
};
if (args.Length > 1)
{
    // Some 800 windows of 60 sequences.
    int[] lengths = [.. Enumerable.Range(0, 60).Select(_ => random.Next(1, 208))];
    float[] values = Uniform(2 * lengths.Sum());
    Dataset sequences = Dataset.Sequences(values, 2, Uniform(lengths.Sum()), 1, lengths, steps: 8);
    Train(new Layerwise.KilledRuns.Stream(seed: 1), sequences, sequences.Where(static window => window < 50), options with { CarriesStates = true });
}
else
{
    float[] inputs = Uniform(8 * 1000);
    int[] labels = Array.ConvertAll(new int[1000], _ => random.Next(4));
    (Dataset training, Dataset validation) = Dataset.WithLabels(inputs, 8, labels, 4).Split(0.8, seed: 1);
    Train(new Network(seed: 1), training, validation, options);
}

float[] Uniform(int count) => Array.ConvertAll(new float[count], _ => random.NextSingle());

static void Train<TNetwork>(TNetwork network, Dataset training, Dataset validation, TrainerOptions options)
    where TNetwork : class, INetwork<TNetwork>
{
    string path = options.Checkpointing!.Path;
    using var trainer = new Trainer<TNetwork>(network, new AdamW(0.003), options);
    if (File.Exists(path)) trainer.Load(path);
    Console.WriteLine($"start={trainer.Steps}");
    if (trainer.Epochs > 0 && !trainer.IsInterrupted) return;
    IReadOnlyList<EpochReport> reports = trainer.Fit(training, Epochs, validation, new Paced(() => trainer.Steps));
    string history = string.Join('\n', reports) + trainer.Steps + trainer.Epochs + trainer.Plateau;
    byte[] hash = SHA256.HashData([.. MemoryMarshal.AsBytes(network.Parameters), .. System.Text.Encoding.UTF8.GetBytes(history)]);
    Console.WriteLine($"result={Convert.ToHexString(hash)}");
}

namespace Layerwise.KilledRuns
{
    /// <summary>Makes a step take as long on a fast machine as on a slow one, and tells of it.</summary>
    internal sealed class Paced(Func<long> steps) : IProgress<BatchReport>
    {
        public void Report(BatchReport value)
        {
            Console.WriteLine($"step={steps()}");
            Thread.Sleep(4);
        }
    }
}
