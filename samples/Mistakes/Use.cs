using Layerwise;

namespace Mistakes.Use;

[Layer(64, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class DigitClassifier;

public static class Program
{
    // Nine probabilities for ten digits: Forward would throw.
    public static void LengthThatCannotFit(DigitClassifier network, ReadOnlySpan<float> image)
    {
        Span<float> probabilities = stackalloc float[9];
        network.Forward(image, probabilities); // LW4001: probabilities
    }

    // Forward allocates nothing; the loop around it does.
    public static int AllocationInLoop(DigitClassifier network, float[] images)
    {
        int sure = 0;
        for (int start = 0; start < images.Length; start += DigitClassifier.InputSize)
        {
            var probabilities = new float[DigitClassifier.OutputSize]; // LW4002: new float
            network.Forward(images.AsSpan(start, DigitClassifier.InputSize), probabilities);
            if (probabilities[0] > 0.9f) sure++;
        }

        return sure;
    }

    // Each thread overwrites the activations that the others still need.
    public static void SharedWorkspace(DigitClassifier network, float[][] images, int[][] labels, float[][] gradients)
    {
        var workspace = new DigitClassifier.Workspace(maxBatch: 32);
        Parallel.For(0, images.Length, i => network.ComputeGradients(images[i], labels[i], workspace, gradients[i])); // LW4003: workspace
    }

    // Written to one array, read from another.
    public static void GradientsNeverComputed(DigitClassifier network, DigitClassifier.Workspace workspace, float[] images, int[] labels)
    {
        var gradients = new float[DigitClassifier.ParameterCount];
        var mean = new float[DigitClassifier.ParameterCount];
        network.ComputeGradients(images, labels, workspace, gradients);
        new Sgd(0.1).Step(network.Parameters, mean, [], step: 1); // LW4004: mean
    }

    // Inference keeps nothing for Backward; Forward(images, workspace) does.
    public static void BackwardWithoutForward(DigitClassifier network, float[] images, float[] outputs, float[] outputGradients, float[] gradients)
    {
        var workspace = new DigitClassifier.Workspace(maxBatch: 32);
        network.Forward(images, outputs);
        network.Backward(outputGradients, workspace, gradients); // LW4005: workspace
    }

    // Adam moves every weight by about the learning rate in each step, and the weights are of the size 0.18.
    public static IOptimizer LearningRate() => new Adam(learningRate: 0.1); // LW4006: 0.1

    // Ten classes are counted from 0 to 9.
    public static float LabelOutOfRange(DigitClassifier network, DigitClassifier.Workspace workspace, float[] images, float[] gradients) =>
        network.ComputeGradients(images, [1, 10], workspace, gradients); // LW4007: 10]

    // Probabilities of ten digits: one of them is 1, and there is no digit with 9 of it.
    public static float TargetOutOfRange(DigitClassifier network, ReadOnlySpan<float> image, Span<float> probabilities)
    {
        network.Forward(image, probabilities);
        return DigitClassifier.ComputeLoss(probabilities, [0, 0, 0, 9f, 0, 0, 0, 0, 0, 0]); // LW4008: [0, 0, 0, 9f
    }
}
