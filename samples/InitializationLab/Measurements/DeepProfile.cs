using InitializationLab.Weights;
using Layerwise;
using Layerwise.Runtime;

namespace InitializationLab.Measurements;

/// <summary>
/// Signal and gradient behind each layer but the last, of networks whose layers end in their sum: the gradient of a bias is then that of the layer's output, what goes
/// around the layer included. Sample by sample, because the sum over a batch is that of the few samples which a softmax behind large signals leaves undecided.
/// </summary>
/// <param name="Name">What legends call it.</param>
/// <param name="Signal">Root mean square behind each layer, the geometric mean over the draws.</param>
/// <param name="Gradient">Root mean square of the gradient with respect to it, over that behind the last of these layers.</param>
/// <param name="PredictedSignal">What <paramref name="Signal"/> is predicted to be.</param>
/// <param name="PredictedGradient">What <paramref name="Gradient"/> is predicted to be.</param>
internal sealed record DeepProfile(string Name, double[] Signal, double[] Gradient, double[] PredictedSignal, double[] PredictedGradient)
{
    /// <summary>Share of the power behind the last of these layers that is the same for all samples: 1 where the layers no longer tell inputs apart.</summary>
    public required double Common { get; init; }

    // Streams that no layer of weights has.
    private const int InputStream = 1000;
    private const int UpstreamStream = 1001;

    /// <summary>Draws a network several times; inputs and upstream gradients are standard normal.</summary>
    public static DeepProfile Measure<TNetwork>(string name, TNetwork network, WeightScheme scheme, Effort effort)
        where TNetwork : class, INetwork<TNetwork>
    {
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(effort.Rows);
        Workspace<TNetwork> single = TNetwork.CreateWorkspace(1);
        float[] inputs = new float[effort.Rows * TNetwork.InputSize];
        float[] upstream = new float[effort.Rows * TNetwork.OutputSize];
        float[] gradients = new float[TNetwork.ParameterCount];
        int depth = TNetwork.Layers.Length - 1;
        double[] signal = new double[depth];
        double[] gradient = new double[depth];
        double common = 0;
        for (int draw = 0; draw < effort.Draws; draw++)
        {
            ulong seed = effort.Seed + (ulong)draw;
            scheme.Draw(network, seed);
            Initializers.Normal(inputs, 1f, seed, InputStream);
            Initializers.Normal(upstream, 1f, seed, UpstreamStream);
            _ = network.Forward(inputs, workspace);
            for (int l = 0; l < depth; l++) signal[l] += Math.Log(Moments.Rms(workspace.Activations(l))) / effort.Draws;
            double[] power = new double[depth];
            for (int row = 0; row < effort.Rows; row++)
            {
                _ = network.Forward(inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize), single);
                network.Backward(upstream.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize), single, gradients);
                for (int l = 0; l < depth; l++) power[l] += BiasGradientPower(TNetwork.Layers[l], gradients);
            }

            for (int l = 0; l < depth; l++) gradient[l] += Math.Log(power[l] / power[depth - 1]) / 2 / effort.Draws;

            common += CommonShare(workspace.Activations(depth - 1), effort.Rows) / effort.Draws;
        }

        IReadOnlyList<LayerPrediction> predicted = scheme.Predict<TNetwork>().Layers;
        return new DeepProfile(
            name,
            [.. signal.Select(Math.Exp)],
            [.. gradient.Select(Math.Exp)],
            [.. predicted.Take(depth).Select(static layer => layer.SignalRms)],
            [.. predicted.Take(depth).Select(layer => layer.GradientRms / predicted[depth - 1].GradientRms)])
        {
            Common = common,
        };
    }

    private static double CommonShare(ReadOnlySpan<float> activations, int rows)
    {
        int units = activations.Length / rows;
        double sum = 0;
        for (int unit = 0; unit < units; unit++)
        {
            double mean = 0;
            for (int row = 0; row < rows; row++) mean += (double)activations[(row * units) + unit] / rows;
            sum += mean * mean;
        }

        return sum / units / Moments.Power(activations);
    }

    private static double BiasGradientPower(LayerInfo layer, float[] gradients) => Moments.Power(gradients.AsSpan(layer.BiasesOffset, layer.BiasCount));
}
