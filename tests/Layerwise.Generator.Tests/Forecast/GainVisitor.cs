using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>Draws a network anew for each seed and measures its signal and its gradient layer by layer, through its public members alone.</summary>
/// <param name="seeds">How many.</param>
/// <param name="rows">Samples of each batch.</param>
internal sealed class GainVisitor(int seeds, int rows) : INetworkVisitor<Gains>
{
    public Gains Visit<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        int depth = TNetwork.Layers.Length;
        var gains = new Gains(depth);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
        float[] inputs = new float[rows * TNetwork.InputSize];
        float[] upstream = new float[rows * TNetwork.OutputSize];
        float[] gradients = new float[TNetwork.ParameterCount];
        double[] signal = new double[depth + 1];
        double[] gradient = new double[depth + 1];
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            Normal(random, inputs);
            Normal(random, upstream);
            network.Initialize((ulong)seed);
            _ = network.Forward(inputs, workspace);
            network.Backward(upstream, workspace, gradients);

            signal[0] = Power(inputs);
            gradient[depth] = Power(upstream);
            for (int l = 0; l < depth; l++)
            {
                signal[l + 1] = Power(workspace.Activations(l));
                gradient[l] = InputGradientPower(TNetwork.Layers[l], network.Parameters, gradients);
            }

            gains.Add(signal, gradient);
        }

        return gains;
    }

    // The biases' gradient is ∂L/∂z summed over the samples, W times it ∂L/∂x summed likewise; with independent upstream gradients, that has the
    // power of all samples' together.
    private double InputGradientPower(LayerInfo layer, ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        ReadOnlySpan<float> weights = parameters.Slice(layer.WeightsOffset, layer.WeightCount);
        ReadOnlySpan<float> deltas = gradients.Slice(layer.BiasesOffset, layer.BiasCount);
        double sum = 0;
        for (int i = 0; i < layer.FanIn; i++)
        {
            double dot = 0;
            for (int j = 0; j < layer.FanOut; j++) dot += (double)weights[(i * layer.FanOut) + j] * deltas[j];
            sum += dot * dot;
        }

        return sum / layer.FanIn / rows;
    }

    internal static double Power(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum / values.Length;
    }

    internal static void Normal(Random random, float[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }
}
