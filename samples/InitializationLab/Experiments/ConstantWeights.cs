using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C2: what equal weights can still learn.</summary>
internal sealed class ConstantWeights : IExperiment
{
    private static readonly double[] LearningRates = [0.03, 0.1, 0.3, 1, 3];
    private const double Value = 0.1;

    public string Id => "C2";

    public string Claim => "Any constant: units stay symmetric, the layer has the capacity of one unit.";

    public Finding Run(Effort effort)
    {
        WeightScheme constant = WeightSchemes.Constant(Value);
        WeightScheme randomOutputs = WeightSchemes.ConstantBelow(Value, WeightSchemes.XavierNormal, outputLayer: 2);
        (TrainingRun Run, int[] Units) relu = Train(new ShallowRelu(), constant, effort);
        (TrainingRun Run, int[] Units) tanh = Train(new ShallowTanh(), constant, effort);
        (TrainingRun Run, int[] Units) sigmoid = Train(new ShallowSigmoid(), constant, effort);
        (TrainingRun Run, int[] Units) broken = Train(new ShallowTanh(), randomOutputs, effort);
        TrainingRun xavier = Train(new ShallowTanh(), WeightSchemes.XavierNormal, effort).Run;
        TrainingRun oneUnit = Train(new OneUnitTanh(), WeightSchemes.XavierNormal, effort).Run;

        bool staySymmetric = relu.Units.Concat(tanh.Units).Concat(sigmoid.Units).All(static count => count == 1);
        bool alwaysSymmetric = broken.Units.All(static count => count == 1);
        return new Finding(
            !staySymmetric ? Verdict.Fails : alwaysSymmetric ? Verdict.Holds : Verdict.InPart,
            "1 unit in each hidden layer",
            $"different units of 32 afterwards: ReLU {Text(relu.Units)}, tanh {Text(tanh.Units)}, sigmoid {Text(sigmoid.Units)}; test accuracy of tanh {Format.Percent(tanh.Run.Accuracy)}, "
            + $"of one unit a layer {Format.Percent(oneUnit.Accuracy)}, of XavierNormal {Format.Percent(xavier.Accuracy)}; "
            + $"hidden layers constant below a random output layer: {Text(broken.Units)} units, {Format.Percent(broken.Run.Accuracy)}",
            "Where all layers are constant, the hidden units stay the same to the last bit: 32 of them can do what one can, though in larger steps. Random weights in the layer above give the units of a constant layer "
            + "different gradients, and undo its symmetry: it is no longer that of one unit. The layer below it, which looks up to equal weights, keeps its own.",
            [
                new Curves("Learning from constant weights", "Tanh, two hidden layers of 32 units, the best of five learning rates for each. Mean loss over each epoch.", "epoch", "cross-entropy",
                [
                    Series.Losses("all constant", 0, tanh.Run), Series.Losses("one unit a layer", 1, oneUnit),
                    Series.Losses("constant below random outputs", 2, broken.Run), Series.Losses("XavierNormal", 3, xavier),
                ]),
            ]);
    }

    private static (TrainingRun Run, int[] Units) Train<TNetwork>(TNetwork network, WeightScheme scheme, Effort effort)
        where TNetwork : class, INetwork<TNetwork> =>
        (Training.Sweep(network, scheme, LearningRates, effort.Epochs, effort.Seed).MaxBy(static run => run.Accuracy)!, Columns.DistinctUnits(network));

    private static string Text(int[] counts) => string.Join(" and ", counts);
}
