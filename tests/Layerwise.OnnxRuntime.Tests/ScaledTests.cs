using Layerwise.OnnxRuntime.Tests.Networks;
using Layerwise.Runtime;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>ONNX Runtime computes what a network that scales by itself computes: the file has the scaling in its weights, or for running means in those.</summary>
public sealed class ScaledTests
{
    private const int Rows = 50;

    [Fact]
    public void It_takes_inputs_as_they_come_and_answers_in_the_unit_of_the_targets() => AssertAgree(new Scaled(seed: 1), targetScale: 700);

    [Fact]
    public void A_normalization_takes_the_shift_where_there_are_no_biases() => AssertAgree(new ScaledNormalized(seed: 1), targetScale: 1);

    private static void AssertAgree<TNetwork>(TNetwork network, float targetScale)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = Judge.Inputs(Rows * TNetwork.InputSize), targets = Judge.Inputs(Rows * TNetwork.OutputSize), outputs = new float[targets.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = (i % TNetwork.InputSize * 1000) + (MathF.Pow(10, i % TNetwork.InputSize) * inputs[i]);
        for (int i = 0; i < targets.Length; i++) targets[i] = (targetScale * targets[i]) + (3 * targetScale);
        Dataset data = TNetwork.Loss == Loss.CrossEntropy
            ? Dataset.WithLabels(inputs, TNetwork.InputSize, new int[Rows], TNetwork.OutputSize)
            : new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize);
        NetworkScaling.Fit(network, data);
        network.Forward(inputs, outputs);
        using var stream = new MemoryStream();
        Onnx.Save(network, stream);
        float[] found = Judge.Outputs(stream.ToArray(), output: null, inputs, TNetwork.InputSize);

        // Folded, a shift of 2000 in units of 100 leaves that many digits fewer.
        for (int i = 0; i < outputs.Length; i++) Assert.Equal(outputs[i], found[i], 1e-4f * targetScale);
    }
}
