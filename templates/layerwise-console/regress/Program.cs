using Layerwise;
using LayerwiseConsole;

const string WeightFile = "rents.safetensors";

(Dataset rest, Dataset test) = FlatData.Create(count: 1000, seed: 1).Split(fraction: 0.8, seed: 1);
(Dataset training, Dataset validation) = rest.Split(fraction: 0.75, seed: 2);

// Square metres and euros are no numbers that a network likes: it scales them by what the training data say, and names what is odd about them.
var network = new RentRegressor(seed: 1);
foreach (DataFinding finding in network.FitScaling(training).Findings) Console.WriteLine(finding);

using var trainer = new Trainer<RentRegressor>(network, new Adam(learningRate: 0.003));
trainer.Fit(training, epochs: 100, validation, epochProgress: new SynchronousProgress<EpochReport>(report =>
{
    if (report.Epoch % 20 == 0) Console.WriteLine(report);
}));

// The file has the scaling, too. A flat goes along, by which a program that has these weights compiled into it can test itself.
FrozenWeights.Save(network, WeightFile, test.Input(0));

// The test: flats that training never saw, priced by what was saved.
var saved = Safetensors.Load<RentRegressor>(WeightFile);
RegressionScore score = RegressionScores.Of(saved, test).Mean;
Console.WriteLine(score);
Console.WriteLine($"{score.RSquared:P0} of the variance of {test.Count} new rents is explained; saved as {WeightFile}");
return score.RSquared >= 0.9 ? 0 : 1;
