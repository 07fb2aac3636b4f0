using InitializationLab.Networks;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>Networks one behind the other, which learn as one: each hands its outputs on, and gets the gradients with respect to them back.</summary>
/// <typeparam name="TBlocks">32 numbers to 32.</typeparam>
internal sealed class NetworkChain<TBlocks>
    where TBlocks : class, INetwork<TBlocks>
{
    private const int BatchSize = 32;
    private readonly Part<ChainEntrance> _entrance = new(new ChainEntrance());
    private readonly Part<TBlocks>[] _blocks;
    private readonly Part<ChainExit> _exit = new(new ChainExit());

    /// <param name="create">Makes the networks in the middle.</param>
    /// <param name="count">Number of them.</param>
    public NetworkChain(Func<TBlocks> create, int count) => _blocks = [.. Enumerable.Range(0, count).Select(_ => new Part<TBlocks>(create()))];

    /// <summary>Draws the weights, then learns with plain gradient descent. A training that diverges ends there.</summary>
    public TrainingRun Run(WeightScheme scheme, double learningRate, int epochs, ulong seed)
    {
        _entrance.Network.Initialize(seed);
        for (int b = 0; b < _blocks.Length; b++) scheme.Draw(_blocks[b].Network, seed + (ulong)b + 1);
        _exit.Network.Initialize(seed);
        var losses = new List<double>();
        int batches = Training.Samples.Count / BatchSize;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double sum = 0;
            for (int batch = 0; batch < batches; batch++) sum += Step(batch * BatchSize, (float)learningRate) / batches;
            losses.Add(sum);
            if (!double.IsFinite(sum)) return new TrainingRun(learningRate, losses, TrainingRun.Chance, HasDiverged: true);
        }

        return new TrainingRun(learningRate, losses, Accuracy(), HasDiverged: false);
    }

    // Back through the networks in reverse; softmax and cross-entropy together have the derivative p − y.
    private double Step(int first, float learningRate)
    {
        float[] derivatives = Logits(Training.Samples, first, BatchSize).ToArray();
        double loss = 0;
        for (int row = 0; row < BatchSize; row++)
        {
            Span<float> z = derivatives.AsSpan(row * DigitImages.Classes, DigitImages.Classes);
            int label = Training.Samples.Label(first + row);
            double largest = Max(z);
            double total = 0;
            foreach (float value in z) total += Math.Exp(value - largest);
            loss += (Math.Log(total) + largest - z[label]) / BatchSize;
            for (int k = 0; k < z.Length; k++) z[k] = (float)(((Math.Exp(z[k] - largest) / total) - (k == label ? 1 : 0)) / BatchSize);
        }

        ReadOnlySpan<float> back = _exit.Backward(derivatives, learningRate);
        for (int b = _blocks.Length - 1; b >= 0; b--) back = _blocks[b].Backward(back, learningRate);
        _ = _entrance.Backward(back, learningRate);
        return loss;
    }

    private double Accuracy()
    {
        Dataset images = Training.TestSamples;
        int right = 0;
        for (int first = 0; first < images.Count; first += BatchSize)
        {
            int rows = Math.Min(BatchSize, images.Count - first);
            ReadOnlySpan<float> logits = Logits(images, first, rows);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<float> z = logits.Slice(row * DigitImages.Classes, DigitImages.Classes);
                if (z[images.Label(first + row)] == Max(z)) right++;
            }
        }

        return (double)right / images.Count;
    }

    private ReadOnlySpan<float> Logits(Dataset images, int first, int rows)
    {
        float[] inputs = new float[rows * DigitImages.Pixels];
        for (int row = 0; row < rows; row++) images.Input(first + row).CopyTo(inputs.AsSpan(row * DigitImages.Pixels));
        ReadOnlySpan<float> values = _entrance.Forward(inputs);
        foreach (Part<TBlocks> part in _blocks) values = part.Forward(values);
        return _exit.Forward(values);
    }

    private static float Max(ReadOnlySpan<float> values)
    {
        float largest = values[0];
        foreach (float value in values) largest = Math.Max(largest, value);
        return largest;
    }

    private sealed class Part<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        private readonly Workspace<TNetwork> _workspace = TNetwork.CreateWorkspace(BatchSize);
        private readonly float[] _gradients = new float[TNetwork.ParameterCount];
        private readonly float[] _inputGradients = new float[BatchSize * TNetwork.InputSize];

        public TNetwork Network { get; } = network;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs) => Network.Forward(inputs, _workspace);

        public ReadOnlySpan<float> Backward(ReadOnlySpan<float> derivatives, float learningRate)
        {
            Network.Backward(derivatives, _workspace, _gradients, _inputGradients);
            Span<float> parameters = Network.Parameters;
            for (int i = 0; i < parameters.Length; i++) parameters[i] -= learningRate * _gradients[i];
            return _inputGradients;
        }
    }
}
