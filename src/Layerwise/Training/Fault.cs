using System.Globalization;

namespace Layerwise;

/// <summary>Where the first value that is not finite appeared in a training pass.</summary>
/// <param name="Description">What is not finite, as the middle of a sentence.</param>
/// <param name="Layer">The layer, counted from 0; null when no layer is at fault.</param>
/// <param name="Row">The sample within the batch whose data is at fault; null when the data is finite.</param>
internal readonly record struct Fault(string Description, int? Layer, int? Row)
{
    /// <summary>Follows the pass: data, activations from the first layer on, gradients from the last layer back.</summary>
    public static Fault Find<TNetwork>(ShardedBatch<TNetwork> batch, float loss)
        where TNetwork : class, INetwork<TNetwork>
    {
        for (int i = 0; i < batch.Shards.Length; i++)
        {
            Batch rows = batch.Shards[i].Batch;
            int first = i * batch.RowsPerShard;
            if (NonFinite.IndexIn(rows.Inputs) is var input and >= 0) return AtValue("input", input, rows.Inputs[input], TNetwork.InputSize, first);
            if (NonFinite.IndexIn(rows.Targets) is var target and >= 0) return AtValue("target", target, rows.Targets[target], TNetwork.OutputSize, first);
        }

        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            foreach (Shard<TNetwork> shard in batch.Shards)
            {
                if (NonFinite.Any(shard.Workspace.Activations(layer))) return AtLayer<TNetwork>("outputs", layer);
            }
        }

        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            LayerInfo info = TNetwork.Layers[layer];
            if (NonFinite.Any(batch.RejectedStatistics.Slice(info.StatisticsOffset, (int)info.Tensors.StatisticsCount))) return AtLayer<TNetwork>("statistics", layer);
        }

        return FindInParameters<TNetwork>("gradients", batch.Gradients)
            ?? new Fault(string.Create(CultureInfo.InvariantCulture, $"the loss is {loss}"), null, null);
    }

    /// <summary>The last layer with a value that is not finite: a backward pass meets it first.</summary>
    public static Fault? FindInParameters<TNetwork>(string what, ReadOnlySpan<float> parameters)
        where TNetwork : class, INetwork<TNetwork>
    {
        for (int layer = TNetwork.Layers.Length - 1; layer >= 0; layer--)
        {
            LayerInfo info = TNetwork.Layers[layer];
            ReadOnlySpan<float> own = parameters.Slice(info.WeightsOffset, info.ParameterCount);
            if (NonFinite.Any(own)) return AtLayer<TNetwork>(what, layer);
        }

        return null;
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Fit"/>: a sample is at fault.</summary>
    public TrainingDivergedException InData(int epoch, int batch, ReadOnlySpan<int> samples)
    {
        int sample = samples[Row!.Value];
        string message =
            $"Training stopped at epoch {epoch}, batch {batch}: sample {sample} of the training data is not finite ({Description}). " +
            "The parameters are those of the last whole step.";
        return new TrainingDivergedException(message) { Epoch = epoch, Batch = batch, Sample = sample };
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Fit"/>: the network is at fault, and training went back.</summary>
    public TrainingDivergedException InTraining(int epoch, int batch, string backAt)
    {
        string message =
            $"Training diverged at epoch {epoch}, batch {batch}: {Description}. " +
            $"The parameters are back at {backAt}. A smaller learning rate or smaller initial weights may help.";
        return new TrainingDivergedException(message) { Epoch = epoch, Batch = batch, Layer = Layer };
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    public TrainingDivergedException InStep(long step)
    {
        string message = Row is null
            ? $"Training diverged at step {step}: {Description}. The step was not applied."
            : $"Training stopped at step {step}: sample {Row} of the batch is not finite ({Description}). The step was not applied.";
        return new TrainingDivergedException(message) { Layer = Layer, Sample = Row };
    }

    private static Fault AtValue(string what, int index, float value, int width, int firstRow) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what} {index % width} is {value}"), null, firstRow + (index / width));

    private static Fault AtLayer<TNetwork>(string what, int layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo info = TNetwork.Layers[layer];
        string description = string.Create(
            CultureInfo.InvariantCulture, $"the {what} of layer {layer + 1} ({info.FanIn} → {info.FanOut}, {info.ActivationName}) are not finite");
        return new Fault(description, layer, null);
    }
}
