using System.Diagnostics;
using Amplifier;
using Layerwise;

const double worstError = 0.05;
const int blockLength = 64;

return CommandLine.Run(args, Learn, Play);

static int Learn(string folder, string? saveFile)
{
    long start = Stopwatch.GetTimestamp();
    AmplifierNetwork network = AmplifierTraining.Run(seed: 1, new SynchronousProgress<EpochReport>(static report =>
    {
        if (report.Epoch % 5 == 0) Console.WriteLine($"epoch {report.Epoch,2}: loss {report.Training.Loss:F5}");
    }));
    Console.WriteLine($"Learned from {AmplifierTraining.Seconds} s of sound in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s; {AmplifierNetwork.ParameterCount} parameters.");
    if (saveFile is not null) FrozenWeights.Save(network, saveFile, Guitar.Riff().AsSpan(0, 2 * AmplifierNetwork.InputSize));

    var state = new AmplifierNetwork.State();
    return Judge(folder, (inputs, outputs) => network.Forward(inputs, outputs, state));
}

static int Play(string folder)
{
    if (!FrozenAmplifier.SelfTest()) throw new InvalidOperationException("The frozen network computes something else than where it was trained.");
    var state = new FrozenAmplifier.State();
    return Judge(folder, (inputs, outputs) => FrozenAmplifier.Forward(inputs, outputs, state));
}

// A riff that was not learned from, block by block as a sound card brings it.
static int Judge(string folder, Pass forward)
{
    float[] dry = Guitar.Riff(), wanted = Circuit.Play(dry), found = new float[dry.Length];

    // A block of silence, with which the code is compiled.
    forward(new float[blockLength], new float[blockLength]);
    long start = Stopwatch.GetTimestamp();
    for (int at = 0; at < dry.Length; at += blockLength)
    {
        int count = Math.Min(blockLength, dry.Length - at);
        forward(dry.AsSpan(at, count), found.AsSpan(at, count));
    }

    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    double error = Sound.ErrorToSignal(wanted, found);
    double length = (double)dry.Length / Sound.Rate;
    Console.WriteLine($"A riff of {length:F1} s in blocks of {blockLength}: {1e9 * seconds / dry.Length:F0} ns per sample, {length / seconds:F0} times as fast as it sounds.");
    Console.WriteLine($"Error-to-signal ratio: {100 * error:F2} %");

    Directory.CreateDirectory(folder);
    WaveFile.Write(Path.Combine(folder, "strings.wav"), dry);
    WaveFile.Write(Path.Combine(folder, "circuit.wav"), wanted);
    WaveFile.Write(Path.Combine(folder, "network.wav"), found);
    File.WriteAllText(Path.Combine(folder, "spectrum.svg"), SpectrumPicture.Draw(dry, wanted, found));
    Console.WriteLine($"Before and after, and their spectra: {Path.Combine(folder, "*.wav")}, {Path.Combine(folder, "spectrum.svg")}");
    return error < worstError ? 0 : 1;
}
