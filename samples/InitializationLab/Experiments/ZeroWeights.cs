using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C1: what zero weights can still learn.</summary>
internal sealed class ZeroWeights : IExperiment
{
    private const double LearningRate = 0.5;

    public string Id => "C1";

    public string Claim => "Zero weights: with ReLU or tanh hidden units nothing ever updates; with sigmoid all units of a layer stay the same unit.";

    public Finding Run(Effort effort)
    {
        Trained relu = Train(new ShallowRelu(), effort);
        Trained tanh = Train(new ShallowTanh(), effort);
        Trained sigmoid = Train(new ShallowSigmoid(), effort);
        TrainingRun xavier = Training.Run(new ShallowTanh(), WeightSchemes.XavierNormal, LearningRate, effort.Epochs, effort.Seed);

        double gain = WeightSchemes.Zeros.Predict<ShallowTanh>().GradientGain;
        bool weightsStay = relu.LargestWeight == 0 && tanh.LargestWeight == 0;
        bool biasesStay = relu.LargestOutputBias == 0 && tanh.LargestOutputBias == 0;
        bool oneUnit = sigmoid.Units.All(static count => count == 1);
        return new Finding(
            !weightsStay || !oneUnit ? Verdict.Fails : biasesStay ? Verdict.Holds : Verdict.InPart,
            $"gradient through a layer {Format.Times(gain)}; sigmoid: 1 unit in each hidden layer",
            $"largest weight afterwards: ReLU {Format.Number(relu.LargestWeight)}, tanh {Format.Number(tanh.LargestWeight)}, sigmoid {Format.Number(sigmoid.LargestWeight)}; "
            + $"output biases moved: ReLU by up to {Format.Number(relu.LargestOutputBias)}, tanh by up to {Format.Number(tanh.LargestOutputBias)}; "
            + $"sigmoid: {string.Join(" and ", sigmoid.Units)} different units of 32",
            "With ReLU and tanh every weight and every hidden bias stays exactly 0, but the biases of the output layer do learn: the frequencies of the classes, "
            + "and nothing else. With sigmoid the weights do move, all units of a hidden layer alike to the last bit.",
            [
                new Curves("Learning from zero weights", "Mean loss over each epoch; ln 10 = 2.303 is guessing.", "epoch", "cross-entropy",
                [
                    Series.Losses("ReLU", 0, relu.Run), Series.Losses("tanh", 1, tanh.Run), Series.Losses("sigmoid", 2, sigmoid.Run),
                    Series.Losses("tanh, XavierNormal", 3, xavier),
                ]),
            ]);
    }

    private static Trained Train<TNetwork>(TNetwork network, Effort effort)
        where TNetwork : class, INetwork<TNetwork>
    {
        TrainingRun run = Training.Run(network, WeightSchemes.Zeros, LearningRate, effort.Epochs, effort.Seed);
        LayerInfo outputs = TNetwork.Layers[^1];
        return new Trained(
            run,
            Moments.Largest(network.Parameters[..outputs.BiasesOffset]),
            Moments.Largest(network.Parameters.Slice(outputs.BiasesOffset, outputs.BiasCount)),
            Columns.DistinctUnits(network));
    }

    // The largest of all weights and hidden biases, and the largest bias of the output layer.
    private sealed record Trained(TrainingRun Run, double LargestWeight, double LargestOutputBias, int[] Units);
}
