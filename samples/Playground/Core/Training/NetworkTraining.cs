using System.Globalization;
using Layerwise;
using Playground.Data;

namespace Playground.Training;

/// <summary>A generated network while it learns.</summary>
internal sealed class NetworkTraining<TNetwork> : INetworkTraining
    where TNetwork : class, INetwork<TNetwork>
{
    // Of the training samples, for pictures of the layers.
    private const int LookedAt = 96;
    private const int GradientSamples = 24;

    private readonly TNetwork _network;
    private readonly LearningTask _task;
    private readonly Trainer<TNetwork> _trainer;
    private readonly Batches _batches;
    private readonly Workspace<TNetwork> _many = TNetwork.CreateWorkspace(LookedAt);
    private readonly Workspace<TNetwork> _single = TNetwork.CreateWorkspace(1);
    private readonly float[] _gradients = new float[TNetwork.ParameterCount];

    /// <param name="network">The network, freshly drawn.</param>
    /// <param name="task">What it learns.</param>
    /// <param name="optimizer">How gradients become steps.</param>
    /// <param name="seed">Decides about the order of the samples.</param>
    public NetworkTraining(TNetwork network, LearningTask task, IOptimizer optimizer, ulong seed)
    {
        _network = network;
        _task = task;
        _trainer = new Trainer<TNetwork>(network, optimizer, new TrainerOptions { BatchSize = Batches.Size });
        _batches = new Batches(task, seed);
        Birth = Look();
    }

    /// <inheritdoc/>
    public NetworkForecast Forecast { get; } = NetworkForecast.Of<TNetwork>();

    /// <inheritdoc/>
    public NetworkLook Birth { get; }

    /// <inheritdoc/>
    public LossCurve Losses { get; } = new();

    /// <inheritdoc/>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public void Step()
    {
        if (Failure is not null) return;
        _batches.Advance();
        try
        {
            Losses.Add(_trainer.Step(_batches.Inputs, _batches.Targets));
        }
        catch (TrainingDivergedException exception)
        {
            Failure = exception.Message;
        }
    }

    /// <inheritdoc/>
    public NetworkLook Look()
    {
        int rows = Math.Min(LookedAt, _task.Count);
        _ = _network.Forward(_task.Inputs.AsSpan(0, rows * _task.InputSize), _many);
        int depth = TNetwork.Layers.Length;
        double least = 0;
        double most = 1;
        double[] signals = new double[depth];
        for (int layer = 0; layer < depth; layer++)
        {
            signals[layer] = NetworkLook.Rms(_many.Activations(layer));
            double reach = 4 * signals[layer];
            foreach (float activation in _many.Activations(layer))
            {
                least = Math.Min(least, Math.Max(activation, -reach));
                most = Math.Max(most, Math.Min(activation, reach));
            }
        }

        double[][] histograms = new double[depth][];
        for (int layer = 0; layer < depth; layer++) histograms[layer] = NetworkLook.Histogram(_many.Activations(layer), least, most);

        return new NetworkLook(least, most, histograms, signals, Gradients());
    }

    /// <inheritdoc/>
    public float[] Answer(ReadOnlySpan<float> inputs)
    {
        float[] answers = new float[inputs.Length / _task.InputSize * _task.TargetSize];
        _network.Forward(inputs, answers);
        return answers;
    }

    /// <inheritdoc/>
    public string Score()
    {
        Evaluation shown = Trainer.Evaluate(_network, new Dataset(_task.ShownInputs, _task.InputSize, _task.ShownTargets, _task.TargetSize));
        string loss = shown.Loss.ToString(shown.Loss < 0.001f ? "0.0e+0" : "0.000", CultureInfo.InvariantCulture);
        return _task.HasClasses && shown.Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"loss {loss}, {accuracy * 100:0} % right") : $"loss {loss}";
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Findings() =>
    [
        .. _trainer.Examine(_task.Samples, LookedAt).Findings.GroupBy(static finding => finding.Problem).Select(static alike => (alike.Count() - 1) switch
        {
            0 => alike.First().Message,
            1 => $"{alike.First().Message} Much the same is true of one more layer.",
            int more => string.Create(CultureInfo.InvariantCulture, $"{alike.First().Message} Much the same is true of {more} more layers."),
        }),
    ];

    /// <inheritdoc/>
    public void Dispose() => _trainer.Dispose();

    // Sample by sample: the gradient of a bias, or of what a normalization adds, is the derivative with respect to what the activation is given, summed over the samples of a pass.
    private double[] Gradients()
    {
        double[] powers = new double[TNetwork.Layers.Length];
        int samples = Math.Min(GradientSamples, _task.Count);
        for (int sample = 0; sample < samples; sample++)
        {
            _ = _network.ComputeGradients(
                _task.Inputs.AsSpan(sample * _task.InputSize, _task.InputSize), _task.Targets.AsSpan(sample * _task.TargetSize, _task.TargetSize), _single, _gradients);
            for (int layer = 0; layer < powers.Length; layer++)
            {
                LayerInfo info = TNetwork.Layers[layer];
                TensorRole role = info.LayerNormalization ? TensorRole.Beta : TensorRole.Biases;
                double rms = NetworkLook.Rms(_gradients.AsSpan(info.OffsetOf(role), info.LengthOf(role)));
                powers[layer] += rms * rms / samples;
            }
        }

        return [.. powers.Select(Math.Sqrt)];
    }
}
