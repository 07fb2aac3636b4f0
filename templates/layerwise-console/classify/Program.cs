using Layerwise;
using LayerwiseConsole;

const string WeightFile = "spirals.safetensors";

(Dataset training, Dataset test) = SpiralData.Create(pointsPerArm: 300, seed: 1).Split(fraction: 0.8, seed: 1);

var network = new SpiralClassifier(seed: 1);
using var trainer = new Trainer<SpiralClassifier>(network, new Adam(learningRate: 0.01));
trainer.Fit(training, epochs: 60, epochProgress: new SynchronousProgress<EpochReport>(report =>
{
    if (report.Epoch % 10 == 0) Console.WriteLine(report);
}));

// A point goes along, by which a program that has these weights compiled into it can test itself.
FrozenWeights.Save(network, WeightFile, test.Input(0));

// The test: points that training never saw, read by what was saved.
var saved = Safetensors.Load<SpiralClassifier>(WeightFile);
float accuracy = Trainer.Evaluate(saved, test).Accuracy!.Value;
Console.WriteLine($"{accuracy:P0} of {test.Count} new points are read right; saved as {WeightFile}");
return accuracy >= 0.9 ? 0 : 1;
