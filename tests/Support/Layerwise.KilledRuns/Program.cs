using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Layerwise;
using Layerwise.KilledRuns;

// Trains with a checkpoint every 16 steps, and continues where the file of the first argument says. Prints
//   start=<steps taken before>
//   step=<number>            after each step
//   result=<hash>            of parameters, counters and reports, at the end
string path = args[0];
const int Epochs = 100;
var random = new Random(5);
float[] inputs = Array.ConvertAll(new float[8 * 1000], _ => random.NextSingle());
int[] labels = Array.ConvertAll(new int[1000], _ => random.Next(4));
(Dataset training, Dataset validation) = Dataset.WithLabels(inputs, 8, labels, 4).Split(0.8, seed: 1);

var network = new Network(seed: 1);
var options = new TrainerOptions
{
    BatchSize = 128,
    Threads = 2,
    ClipNorm = 1,
    ReduceOnPlateau = new ReduceOnPlateau { Patience = 3 },
    EarlyStopping = new EarlyStopping { Patience = 100 },
    Checkpointing = new Checkpointing(path) { Steps = 16, Epochs = Epochs },
};
using var trainer = new Trainer<Network>(network, new AdamW(0.003), options);
if (File.Exists(path)) trainer.Load(path);
Console.WriteLine($"start={trainer.Steps}");
if (trainer.Epochs == 0 || trainer.IsInterrupted)
{
    IReadOnlyList<EpochReport> reports = trainer.Fit(training, Epochs, validation, new Paced(trainer));
    string history = string.Join('\n', reports) + trainer.Steps + trainer.Epochs + trainer.Plateau;
    byte[] hash = SHA256.HashData([.. MemoryMarshal.AsBytes(network.Parameters), .. System.Text.Encoding.UTF8.GetBytes(history)]);
    Console.WriteLine($"result={Convert.ToHexString(hash)}");
}

namespace Layerwise.KilledRuns
{
    /// <summary>Makes a step take as long on a fast machine as on a slow one, and tells of it.</summary>
    internal sealed class Paced(Trainer<Network> trainer) : IProgress<BatchReport>
    {
        public void Report(BatchReport value)
        {
            Console.WriteLine($"step={trainer.Steps}");
            Thread.Sleep(4);
        }
    }
}
