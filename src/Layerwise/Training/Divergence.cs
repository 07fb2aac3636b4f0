using System.Globalization;
using Layerwise.Text;

namespace Layerwise;

/// <summary>Where the first value that is not finite appeared in a training pass.</summary>
/// <param name="Description">What is not finite, as the middle of a sentence.</param>
/// <param name="Layer">The layer, counted from 0; null when no layer is at fault.</param>
/// <param name="Row">The sample within the batch whose data is at fault; null when the data is finite.</param>
internal readonly record struct Divergence(string Description, int? Layer, int? Row)
{
    // Inputs that the weights' usual scales are meant for have a mean square of about 1.
    private const double LargeMeanSquare = 1e6;

    // Of what several ranks find, the first counts: data by its row, then outputs by their layer, then what all ranks see alike.
    private const int OrderOfOutputs = int.MaxValue / 2;
    private const int OrderOfRest = int.MaxValue;

    /// <summary>What may help.</summary>
    private string Advice { get; init; } = "A smaller learning rate or smaller initial weights may help.";

    private int Order { get; init; } = OrderOfRest;

    /// <summary>Follows the pass: data, activations from the first layer on, gradients from the last layer back. On all ranks the same.</summary>
    public static Divergence Find<TNetwork>(ShardedBatch<TNetwork> batch, float loss)
        where TNetwork : class, INetwork<TNetwork>
    {
        Divergence own = FindHere(batch, loss);
        if (batch.Ranks is null) return own;
        string[] all = RankGather.Texts(batch.Ranks.Communicator, own.Text());
        return all.Select(Parse).MinBy(static divergence => divergence.Order);
    }

    private static Divergence FindHere<TNetwork>(ShardedBatch<TNetwork> batch, float loss)
        where TNetwork : class, INetwork<TNetwork>
    {
        for (int i = 0; i < batch.Shards.Length; i++)
        {
            Batch rows = batch.Shards[i].Batch;
            int first = batch.FirstRow + (i * batch.RowsPerShard);
            if (NonFinite.IndexIn(rows.Inputs) is var input and >= 0) return AtValue("input", input, rows.Inputs[input], TNetwork.InputSize, first);
            if (NonFinite.IndexIn(rows.Targets) is var target and >= 0) return AtValue("target", target, rows.Targets[target], TNetwork.OutputSize, first);
        }

        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            foreach (Shard<TNetwork> shard in batch.Shards)
            {
                if (NonFinite.Any(shard.Workspace.Activations(layer))) return AtLayer(batch, "outputs of", layer) with { Order = OrderOfOutputs + layer };
            }
        }

        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            LayerInfo info = TNetwork.Layers[layer];
            if (NonFinite.Any(batch.RejectedStatistics.Slice(info.StatisticsOffset, info.StatisticsCount))) return AtLayer(batch, "statistics of", layer);
        }

        return FindInParameters(batch, "gradients", batch.Gradients.Span)
            ?? new Divergence(string.Create(CultureInfo.InvariantCulture, $"the loss is {loss}"), null, null);
    }

    /// <summary>The last layer with a value that is not finite: a backward pass meets it first.</summary>
    public static Divergence? FindInParameters<TNetwork>(ShardedBatch<TNetwork> batch, string what, ReadOnlySpan<float> parameters)
        where TNetwork : class, INetwork<TNetwork>
    {
        for (int layer = TNetwork.Layers.Length - 1; layer >= 0; layer--)
        {
            LayerInfo info = TNetwork.Layers[layer];
            ReadOnlySpan<float> own = parameters.Slice(info.WeightsOffset, info.ParameterCount);
            if (NonFinite.Any(own)) return AtLayer(batch, what + " of", layer);
        }

        return null;
    }

    /// <summary>The first layer for which an optimizer's state is not finite: its inputs are the ones that nothing has scaled yet.</summary>
    public static Divergence FindInState<TNetwork>(ShardedBatch<TNetwork> batch, ReadOnlySpan<float> state)
        where TNetwork : class, INetwork<TNetwork>
    {
        int layer = 0;
        while (layer < TNetwork.Layers.Length - 1 && !IsBad(TNetwork.Layers[layer], state)) layer++;
        return AtLayer(batch, "numbers that the optimizer keeps for", layer);

        static bool IsBad(LayerInfo info, ReadOnlySpan<float> state)
        {
            for (int vector = 0; vector < state.Length; vector += TNetwork.ParameterCount)
            {
                if (NonFinite.Any(state.Slice(vector + info.WeightsOffset, info.ParameterCount))) return true;
            }

            return false;
        }
    }

    /// <summary>Why the loss of validation data is not finite.</summary>
    public static Divergence FindInValidation(Dataset validation, float loss)
    {
        for (int sample = 0; sample < validation.Count; sample++)
        {
            ReadOnlySpan<float> input = validation.Input(sample);
            if (NonFinite.IndexIn(input) is var index and >= 0) return AtValue("input", index, input[index], validation.InputSize, sample);
        }

        return new Divergence(string.Create(CultureInfo.InvariantCulture, $"the validation loss is {loss}"), null, null);
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Fit"/>: a sample is at fault.</summary>
    public TrainingDivergedException InData(int epoch, int batch, ReadOnlySpan<int> samples)
    {
        int sample = samples[Row!.Value];
        string message =
            $"Training stopped at epoch {epoch}, batch {batch}: sample {sample} of the training data is not finite ({Description}). " +
            "The parameters are those of the last whole step. To go on without the sample, call Abandon, then Fit with the others.";
        return new TrainingDivergedException(message) { Epoch = epoch, Batch = batch, Sample = sample };
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Fit"/>: a sample of the validation data is at fault.</summary>
    public TrainingDivergedException InValidation(int epoch)
    {
        string message =
            $"Training stopped at the end of epoch {epoch}: sample {Row} of the validation data is not finite ({Description}). " +
            "The parameters are those of the last step; Fit goes on from there with validation data that is finite.";
        return new TrainingDivergedException(message) { Epoch = epoch };
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Fit"/>: the network is at fault, and training went back.</summary>
    public TrainingDivergedException InTraining(int epoch, int batch, string backAt)
    {
        string message =
            $"Training diverged at epoch {epoch}, batch {batch}: {Description}. " +
            $"The parameters are back at {backAt}. {Advice}";
        return new TrainingDivergedException(message) { Epoch = epoch, Batch = batch, Layer = Layer };
    }

    /// <summary>For <see cref="Trainer{TNetwork}.Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    public TrainingDivergedException InStep(long step, bool isApplied)
    {
        string message = Row is null
            ? $"Training diverged at step {step}: {Description}. The step was {(isApplied ? "applied; start again with a new trainer" : "not applied")}. {Advice}"
            : $"Training stopped at step {step}: sample {Row} of the batch is not finite ({Description}). The step was not applied.";
        return new TrainingDivergedException(message) { Layer = Layer, Sample = Row };
    }

    private static Divergence Parse(string text)
    {
        string[] parts = text.Split('\n');
        return new Divergence(parts[0], Number(parts[1]), Number(parts[2])) { Order = Number(parts[3])!.Value, Advice = parts[4] };

        static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
    }

    private string Text() => string.Create(CultureInfo.InvariantCulture, $"{Description}\n{Layer}\n{Row}\n{Order}\n{Advice}");

    private static Divergence AtValue(string what, int index, float value, int width, int firstRow) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what} {index % width} is {value}"), null, firstRow + (index / width)) { Order = firstRow + (index / width) };

    private static Divergence AtLayer<TNetwork>(ShardedBatch<TNetwork> batch, string what, int layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        string description = $"the {what} {ReportText.Layer(layer, TNetwork.Layers[layer])} are not finite";
        Divergence divergence = new(description, layer, null);
        double meanSquare = MeanSquareOfInputs(batch);
        return meanSquare < LargeMeanSquare
            ? divergence
            : divergence with { Advice = $"The mean square of the inputs is {NumberText.Rounded(meanSquare)}; scale them so that it is about 1." };
    }

    private static double MeanSquareOfInputs<TNetwork>(ShardedBatch<TNetwork> batch)
        where TNetwork : class, INetwork<TNetwork>
    {
        double sum = 0;
        long count = 0;
        foreach (Shard<TNetwork> shard in batch.Shards)
        {
            foreach (float input in shard.Workspace.SeenInputs(shard.Batch.Inputs)) sum += (double)input * input;
            count += shard.Batch.Inputs.Length;
        }

        return count == 0 ? 0 : sum / count;
    }
}
