using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Layerwise;
using Layerwise.Mpi;
using ManyMachines;

const string Help = """
    One training on all processes that mpirun starts, on one machine or many:
      mpirun -n 4 dotnet run -c Release --no-build --project samples/ManyMachines -- [options]
    --samples N         points to learn from (20000)
    --file PATH         takes them from a file, which may be larger than memory
    --write             writes that file, and ends; without mpirun
    --epochs N          passes over them (5)
    --batch N           samples in a step (1024): 1024 can be shared out among 8 processes
    --threads N         of each process (1)
    --checkpoint PATH   written after every epoch and after every 50 steps, and continued from where it is there
    """;

if (args.Contains("--help"))
{
    Console.WriteLine(Help);
    return;
}

string? file = Text("--file");
if (args.Contains("--write"))
{
    DatasetFile.WriteWithLabels(file ?? throw new ArgumentException("--write needs --file."), Number("--samples", 20_000), Points.Size, Points.Classes, Points.Draw);
    return;
}

using MpiCommunicator ranks = MpiCommunicator.Open();
using DatasetFile? mapped = file is null ? null : DatasetFile.Open(file);
Dataset training = mapped?.Samples ?? Points.InMemory(Number("--samples", 20_000));

var network = new Network(seed: 1);
var options = new TrainerOptions
{
    BatchSize = Number("--batch", 1024),
    Threads = Number("--threads", 1),
    Communicator = ranks,
    Checkpointing = Text("--checkpoint") is { } path ? new Checkpointing(path) { Steps = 50 } : null,
};
using var trainer = new Trainer<Network>(network, new AdamW(0.001), options);
if (File.Exists(options.Checkpointing?.Path)) trainer.Load(options.Checkpointing.Path);
if (ranks.Rank == 0) Console.WriteLine($"{ranks.Size} {(ranks.Size == 1 ? "process" : "processes")} with {ranks.Library}, {training.Count} samples, from step {trainer.Steps + 1} on");

if (trainer.Epochs == 0 || trainer.IsInterrupted)
{
    trainer.Fit(training, Number("--epochs", 5), epochProgress: ranks.Rank == 0 ? new SynchronousProgress<EpochReport>(static report => Console.WriteLine(report)) : null);
}

string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)).AsSpan(0, 8));
Console.Out.Write($"process {ranks.Rank} on {Environment.MachineName}: parameters {hash}\n");

string? Text(string name) => Array.IndexOf(args, name) is var index and >= 0 && index + 1 < args.Length ? args[index + 1] : null;

int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
