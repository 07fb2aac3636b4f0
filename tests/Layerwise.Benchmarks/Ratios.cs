namespace Layerwise.Benchmarks;

/// <summary>One row of the table: a network against its peers, in one run.</summary>
internal static class Ratios
{
    private const int Batch = 256;
    private const int TrainingBatch = 32;

    public static void Print<TNetwork>(TNetwork network, double peak)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(1);
        float[] inputs = new float[Batch * TNetwork.InputSize];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = random.NextSingle();
        float[] outputs = new float[Batch * TNetwork.OutputSize];
        float[] sample = inputs[..TNetwork.InputSize];
        float[] output = new float[TNetwork.OutputSize];

        float[] targets = new float[TrainingBatch * TNetwork.OutputSize];
        for (int row = 0; row < TrainingBatch; row++) targets[(row * TNetwork.OutputSize) + (row % TNetwork.OutputSize)] = 1;
        float[] gradients = new float[TNetwork.ParameterCount];
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(TrainingBatch);
        var descent = new Sgd(learningRate: 1e-6);
        var naive = new NaiveNetwork(TNetwork.Layers, network.Parameters);

        double[] times = Timing.Nanoseconds(
            count =>
            {
                for (int i = 0; i < count; i++) network.Forward(sample, output);
            },
            count =>
            {
                for (int i = 0; i < count; i++) naive.Forward(sample);
            },
            count =>
            {
                for (int i = 0; i < count; i++) network.Forward(inputs, outputs);
            },
            count =>
            {
                for (int i = 0; i < count; i++)
                {
                    _ = network.ComputeGradients(inputs.AsSpan(0, TrainingBatch * TNetwork.InputSize), targets, workspace, gradients);
                    descent.Step(network.Parameters, gradients, [], step: 1);
                }
            });

        double operations = 0;
        string name = TNetwork.InputSize.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (LayerInfo layer in TNetwork.Layers)
        {
            operations += 2.0 * layer.WeightCount;
            name += $"-{layer.FanOut}";
        }

        double perSample = times[2] / Batch;
        Console.WriteLine(
            $"| {name} | {times[0]:F1} | {times[1]:F0} | {times[1] / times[0]:F1}× | {perSample:F1} | {100 * operations / perSample / peak:F0} | {times[3] / 1000:F2} |");
    }
}
