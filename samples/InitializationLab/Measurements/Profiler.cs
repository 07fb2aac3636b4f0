using InitializationLab.Weights;
using Layerwise;
using Layerwise.Runtime;

namespace InitializationLab.Measurements;

/// <summary>Measures signal and gradient of networks at birth through their public members alone.</summary>
internal static class Profiler
{
    // Streams that no layer of weights has.
    private const int InputStream = 1000;
    private const int UpstreamStream = 1001;

    /// <summary>Draws a network several times; inputs and upstream gradients are standard normal.</summary>
    public static Profile Measure<TNetwork>(TNetwork network, WeightScheme scheme, Effort effort)
        where TNetwork : class, INetwork<TNetwork>
    {
        var profile = new Profile(scheme, scheme.Predict<TNetwork>());
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(effort.Rows);
        for (int draw = 0; draw < effort.Draws; draw++)
        {
            ulong seed = effort.Seed + (ulong)draw;
            scheme.Draw(network, seed);
            profile.Add(Measure(network, workspace, effort.Rows, seed));
        }

        return profile;
    }

    /// <summary>The share of saturated units of one layer in a training pass over all images.</summary>
    public static double SaturatedShare<TNetwork>(TNetwork network, int layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        Dataset images = Training.Samples;
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(images.Count);
        float[] inputs = new float[images.Count * TNetwork.InputSize];
        for (int i = 0; i < images.Count; i++) images.Input(i).CopyTo(inputs.AsSpan(i * TNetwork.InputSize));
        _ = network.Forward(inputs, workspace);
        return Saturation.Of(TNetwork.Layers[layer].Activation, workspace.Activations(layer));
    }

    private static ProfileDraw Measure<TNetwork>(TNetwork network, Workspace<TNetwork> workspace, int rows, ulong seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = new float[rows * TNetwork.InputSize];
        float[] upstream = new float[rows * TNetwork.OutputSize];
        float[] gradients = new float[TNetwork.ParameterCount];
        Initializers.Normal(inputs, 1f, seed, InputStream);
        Initializers.Normal(upstream, 1f, seed, UpstreamStream);
        _ = network.Forward(inputs, workspace);
        network.Backward(upstream, workspace, gradients);

        int depth = TNetwork.Layers.Length;
        float[][] activations = [.. Enumerable.Range(0, depth).Select(l => workspace.Activations(l).ToArray())];
        return new ProfileDraw(
            [Moments.Power(inputs), .. activations.Select(static layer => Moments.Power(layer))],
            [.. Enumerable.Range(0, depth).Select(l => InputGradientPower(TNetwork.Layers[l], network.Parameters, gradients, rows)), Moments.Power(upstream)],
            [.. Enumerable.Range(0, depth).Select(l => Saturation.Of(TNetwork.Layers[l].Activation, activations[l]))],
            activations);
    }

    // The gradient of the biases is ∂L/∂z summed over the samples, and W times it ∂L/∂x summed likewise. Upstream gradients are independent from
    // sample to sample, so that the power of the sum is that of all samples together.
    private static double InputGradientPower(LayerInfo layer, ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients, int rows)
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
}
