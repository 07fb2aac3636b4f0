using Layerwise;
using Layerwise.Runtime;

namespace InitializationLab.Measurements;

/// <summary>The gradient of a loss at the last step of sequences of noise, so many steps before it, over what it is there.</summary>
/// <param name="Name">Of the network.</param>
/// <param name="Predicted">0, 1, 2, … steps back.</param>
/// <param name="Measured">The root of the mean square over all draws.</param>
/// <param name="OfDraws">At the first step, for each draw, smallest first.</param>
internal sealed record StepProfile(string Name, double[] Predicted, double[] Measured, double[] OfDraws)
{
    private const int Rows = 8;
    private const int InputStream = 1000;
    private const int UpstreamStream = 1001;

    /// <summary>The draw in the middle.</summary>
    public double Median => OfDraws[OfDraws.Length / 2];

    /// <summary>Predicts and measures.</summary>
    public static StepProfile Take<TNetwork>(string name, TNetwork network, Effort effort)
        where TNetwork : class, INetwork<TNetwork>
    {
        TimePrediction time = SignalPropagation.Predict<TNetwork>().Layers[0].OverTime!;
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Rows);
        float[] inputs = new float[Rows * TNetwork.InputSize];
        float[] outputs = new float[Rows * TNetwork.OutputSize];
        float[] inputGradients = new float[inputs.Length];
        float[] gradients = new float[TNetwork.ParameterCount];
        int steps = TNetwork.Steps;
        double[] powers = new double[steps];
        double[] ofDraws = new double[effort.Draws];
        for (int draw = 0; draw < effort.Draws; draw++)
        {
            ulong seed = effort.Seed + (ulong)draw;
            network.Initialize(seed);
            Initializers.Normal(inputs, MathF.Sqrt(TNetwork.InputPower), seed, InputStream);
            Initializers.Normal(outputs, 1f, seed, UpstreamStream);
            _ = network.Forward(inputs, workspace);
            network.Backward(outputs, workspace, gradients, inputGradients);
            double[] back = Powers(inputGradients, steps);
            for (int lag = 0; lag < steps; lag++) powers[lag] += back[lag];
            ofDraws[draw] = Math.Sqrt(back[steps - 1] / Rows);
        }

        Array.Sort(ofDraws);
        return new StepProfile(
            name, [.. Enumerable.Range(0, steps).Select(time.GradientAfter)], [.. powers.Select(power => Math.Sqrt(power / powers[0]))], ofDraws);
    }

    // From the last step back, each sequence in units of its own last step: what a saturated softmax leaves of its loss is another question.
    private static double[] Powers(float[] gradients, int steps)
    {
        double[] powers = new double[steps];
        int width = gradients.Length / Rows / steps;
        for (int row = 0; row < Rows; row++)
        {
            double OfStep(int step) => Moments.Power(gradients.AsSpan(((row * steps) + step) * width, width));
            double last = OfStep(steps - 1);
            for (int lag = 0; lag < steps && last > 0; lag++) powers[lag] += OfStep(steps - 1 - lag) / last;
        }

        return powers;
    }
}
