using Layerwise;
using LayerwiseConsole;

const string WeightFile = "rents.safetensors";

(Dataset rest, Dataset test) = FlatData.Create(count: 1000, seed: 1).Split(fraction: 0.8, seed: 1);
(Dataset training, Dataset validation) = rest.Split(fraction: 0.75, seed: 2);

// Square metres and euros are no numbers that a network likes: it learns from scaled ones.
var scaling = Scaling.Fit(training, ScalingKind.Standardize, ScalingKind.Standardize);
foreach (DataFinding finding in scaling.Findings) Console.WriteLine(finding);

var network = new RentRegressor(seed: 1);
using var trainer = new Trainer<RentRegressor>(network, new Adam(learningRate: 0.003));
foreach (EpochReport report in trainer.Fit(scaling.Apply(training), epochs: 100, scaling.Apply(validation)))
{
    if (report.Epoch % 20 == 0) Console.WriteLine(report);
}

// From here on the network takes flats as they are and answers in euros. One goes along, by which a program that has these weights compiled into it can test itself.
scaling.FoldInto(network);
FrozenWeights.Save(network, WeightFile, test.Input(0));

// The test: flats that training never saw, priced by what was saved.
var saved = Safetensors.Load<RentRegressor>(WeightFile);
RegressionScore score = RegressionScores.Of(saved, test).Mean;
Console.WriteLine(score);
Console.WriteLine($"{score.RSquared:P0} of the variance of {test.Count} new rents is explained; saved as {WeightFile}");
return score.RSquared >= 0.9 ? 0 : 1;
