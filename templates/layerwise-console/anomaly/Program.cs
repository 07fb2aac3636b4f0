using Layerwise;
using LayerwiseConsole;

const string WeightFile = "machine.safetensors";

// Only readings that are as they should be: nobody has examples of every fault.
(Dataset rest, Dataset test) = MachineData.Create(count: 1500, seed: 1).Split(fraction: 0.8, seed: 1);
(Dataset training, Dataset validation) = rest.Split(fraction: 0.75, seed: 2);

// Scaled, so that each reading counts alike, whatever its unit.
var scaling = Scaling.Fit(training, InputScaling.Standardize, TargetScaling.Standardize);
var network = new MachineAutoencoder(seed: 1);
using var trainer = new Trainer<MachineAutoencoder>(network, new Adam(learningRate: 0.005));
trainer.Fit(scaling.Apply(training), epochs: 150, scaling.Apply(validation), epochProgress: new SynchronousProgress<EpochReport>(report =>
{
    if (report.Epoch % 30 == 0) Console.WriteLine(report);
}));

// A reading goes along, by which a program that has these weights compiled into it can test itself.
Dataset scaledTest = scaling.Apply(test);
FrozenWeights.Save(network, WeightFile, scaledTest.Input(0));
var saved = Safetensors.Load<MachineAutoencoder>(WeightFile);

// The threshold: of readings that are as they should be, and that training never saw, 2 % may raise an alarm.
float[] usual = Errors(scaling.Apply(validation));
Array.Sort(usual);
float threshold = usual[(int)(0.98 * usual.Length)];

// The test: readings that neither training nor the threshold has seen.
double alarms = Errors(scaledTest).Average(error => error > threshold ? 1.0 : 0.0);
double found = Errors(scaling.Apply(MachineData.CreateFaulty(count: 300, seed: 2))).Average(error => error > threshold ? 1.0 : 0.0);
Console.WriteLine($"{found:P0} of the faults are found, and {alarms:P0} of {test.Count} usual readings raise an alarm; saved as {WeightFile}");
return found >= 0.9 && alarms <= 0.1 ? 0 : 1;

// How far what the network gives back is from what it was given.
float[] Errors(Dataset samples)
{
    var errors = new float[samples.Count];
    Span<float> given = stackalloc float[MachineAutoencoder.OutputSize];
    for (int i = 0; i < errors.Length; i++)
    {
        saved.Forward(samples.Input(i), given);
        for (int reading = 0; reading < given.Length; reading++) errors[i] += MathF.Pow(given[reading] - samples.Input(i)[reading], 2);
    }

    return errors;
}
