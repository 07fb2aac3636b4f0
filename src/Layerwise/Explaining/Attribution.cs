using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Which inputs an output comes from. All of inference: nothing is dropped, and batch normalization takes the running estimates.</summary>
/// <remarks>Each call allocates a workspace.</remarks>
public static class Attribution
{
    private const int DefaultSteps = 64;

    /// <summary>The derivative of an output with respect to each input: what a small change would do.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="output">Zero-based index of the output.</param>
    /// <param name="gradients">[rows, InputSize], overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the two overlap; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static void InputGradients<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, int output, Span<float> gradients)
        where TNetwork : class, INetwork<TNetwork>
    {
        InferenceGradient<TNetwork> gradient = new(network, output);
        int size = TNetwork.InputSize;
        int rows = Guard.Rows(inputs.Length, size, nameof(inputs));
        Guard.Length(gradients.Length, rows, size, nameof(gradients));
        Guard.Disjoint(gradients, inputs, nameof(gradients), nameof(inputs));
        for (int row = 0; row < rows; row++) gradient.Compute(inputs.Slice(row * size, size), gradients.Slice(row * size, size));
    }

    /// <summary>
    /// Integrated gradients (Sundararajan et al. 2017): what each input adds to an output on the way from a baseline, (x − x₀)·∫ ∂F/∂x. They add up to
    /// F(x) − F(x₀), up to the error of the integral.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="input">One sample.</param>
    /// <param name="baseline">What stands for nothing: a black picture, the mean of the data, zeros. As long as a sample.</param>
    /// <param name="output">Zero-based index of the output.</param>
    /// <param name="attributions">[InputSize], overwritten.</param>
    /// <param name="steps">Points of the integral, by the midpoint rule; at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, or what is written overlaps another span; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or <paramref name="steps"/> is less than 1.</exception>
    public static void IntegratedGradients<TNetwork>(
        TNetwork network, ReadOnlySpan<float> input, ReadOnlySpan<float> baseline, int output, Span<float> attributions, int steps = DefaultSteps)
        where TNetwork : class, INetwork<TNetwork>
    {
        InferenceGradient<TNetwork> gradient = new(network, output);
        int size = TNetwork.InputSize;
        Guard.Length(input.Length, 1, size, nameof(input));
        Guard.Length(baseline.Length, 1, size, nameof(baseline));
        Guard.Length(attributions.Length, 1, size, nameof(attributions));
        Guard.Disjoint(attributions, input, nameof(attributions), nameof(input));
        Guard.Disjoint(attributions, baseline, nameof(attributions), nameof(baseline));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);

        double[] sums = new double[size];
        float[] point = new float[size];
        float[] gradients = new float[size];
        for (int step = 0; step < steps; step++)
        {
            double share = (step + 0.5) / steps;
            for (int i = 0; i < size; i++) point[i] = (float)(baseline[i] + (share * ((double)input[i] - baseline[i])));
            gradient.Compute(point, gradients);
            for (int i = 0; i < size; i++) sums[i] += gradients[i];
        }

        for (int i = 0; i < size; i++) attributions[i] = (float)(((double)input[i] - baseline[i]) * sums[i] / steps);
    }
}
