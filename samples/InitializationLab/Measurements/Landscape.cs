using InitializationLab.Weights;
using Layerwise;
using Layerwise.Runtime;

namespace InitializationLab.Measurements;

/// <summary>What the steps of plain gradient descent do to the inputs of a network's layers, and how far along a step its gradient can be trusted.</summary>
/// <param name="Shift">
/// How far a step moves the means of a layer's inputs, over their standard deviations: root mean squares over the units, the mean over the steps; for each layer but the first.
/// </param>
/// <param name="Turn">Length of the change of a gradient along its own step, over its length: 0 where the loss is a plane; the median of the steps.</param>
/// <param name="Losses">Before each step.</param>
/// <param name="Accuracy">Share of the test images read right at the end.</param>
internal sealed record Landscape(double[] Shift, double Turn, IReadOnlyList<double> Losses, double Accuracy)
{
    private const int BatchSize = 32;
    private const int ProbeSize = 256;
    private const int NoiseStream = 1000;

    /// <summary>Draws the weights, then goes through the images in their order.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="scheme">How its weights start.</param>
    /// <param name="learningRate">Of plain gradient descent.</param>
    /// <param name="noise">Standard deviation of what is added to each γ and β at every step, drawn anew (Santurkar et al. 2018); 0 for none.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="seed">Any number.</param>
    public static Landscape Follow<TNetwork>(TNetwork network, WeightScheme scheme, double learningRate, double noise, int steps, ulong seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        scheme.Draw(network, seed);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(ProbeSize);
        (float[] probe, _) = Batch<TNetwork>(0, ProbeSize);
        float[] gradients = new float[TNetwork.ParameterCount];
        float[] after = new float[TNetwork.ParameterCount];
        float[] offsets = new float[TNetwork.ParameterCount];
        double[] shift = new double[TNetwork.Layers.Length - 1];
        var turns = new List<double>();
        var losses = new List<double>();
        int batches = Training.Samples.Count / BatchSize;
        Disturb<TNetwork>(network.Parameters, offsets, noise, seed, step: 0);
        UnitStatistics[] before = InputsOfLayers(network, probe, workspace);
        for (int step = 0; step < steps; step++)
        {
            (float[] inputs, float[] targets) = Batch<TNetwork>(step % batches * BatchSize, BatchSize);
            losses.Add(network.ComputeGradients(inputs, targets, workspace, gradients));
            for (int i = 0; i < gradients.Length; i++) network.Parameters[i] -= (float)learningRate * gradients[i];
            _ = network.ComputeGradients(inputs, targets, workspace, after);
            turns.Add(Distance(gradients, after) / Distance(gradients, new float[gradients.Length]));

            Disturb<TNetwork>(network.Parameters, offsets, noise, seed, step + 1);
            UnitStatistics[] now = InputsOfLayers(network, probe, workspace);
            for (int l = 0; l < shift.Length; l++) shift[l] += now[l].ShiftFrom(before[l]) / steps;
            before = now;
        }

        Disturb<TNetwork>(network.Parameters, offsets, 0, seed, steps + 1);
        using var trainer = new Trainer<TNetwork>(network, new Sgd(learningRate));
        return new Landscape(shift, turns.Order().ElementAt(turns.Count / 2), losses, trainer.Evaluate(Training.TestSamples).Accuracy ?? 0);
    }

    // Takes back what was added before.
    private static void Disturb<TNetwork>(Span<float> parameters, float[] offsets, double noise, ulong seed, int step)
        where TNetwork : class, INetwork<TNetwork>
    {
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            LayerInfo layer = TNetwork.Layers[l];
            if (layer.NormalizedCount == 0) continue;
            Span<float> added = offsets.AsSpan(layer.GammaOffset, 2 * layer.NormalizedCount);
            Span<float> disturbed = parameters.Slice(layer.GammaOffset, added.Length);
            for (int i = 0; i < added.Length; i++) disturbed[i] -= added[i];
            added.Clear();
            if (noise > 0) Initializers.Normal(added, (float)noise, seed + (ulong)step, NoiseStream + l);
            for (int i = 0; i < added.Length; i++) disturbed[i] += added[i];
        }
    }

    private static UnitStatistics[] InputsOfLayers<TNetwork>(TNetwork network, float[] probe, Workspace<TNetwork> workspace)
        where TNetwork : class, INetwork<TNetwork>
    {
        _ = network.Forward(probe, workspace);
        var statistics = new UnitStatistics[TNetwork.Layers.Length - 1];
        for (int l = 0; l < statistics.Length; l++) statistics[l] = UnitStatistics.Of(workspace.Activations(l), ProbeSize);
        return statistics;
    }

    private static (float[] Inputs, float[] Targets) Batch<TNetwork>(int first, int rows)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = new float[rows * TNetwork.InputSize];
        float[] targets = new float[rows * TNetwork.OutputSize];
        for (int row = 0; row < rows; row++)
        {
            Training.Samples.CopySample(
                first + row, inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize), targets.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize));
        }

        return (inputs, targets);
    }

    private static double Distance(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return Math.Sqrt(sum);
    }
}
