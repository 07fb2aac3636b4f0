namespace Layerwise;

/// <summary>Looks at the batches of a training, and says what was seen once they have enough samples. Looking allocates nothing.</summary>
internal sealed class Watch<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly HealthWatch _settings;
    private readonly LayerLook[] _layers;
    private readonly bool[] _isEqual = new bool[HeadsOf<TNetwork>.All.Length];
    private readonly float[] _before = new float[TNetwork.ParameterCount];

    private int _samples;
    private double _loss;
    private double _inputSquares;
    private bool _inputsDiffer;

    // Whether the present batch completes a report: only then are all parameters read.
    private bool _isLast;

    public Watch(HealthWatch settings)
    {
        _settings = settings;
        _layers = new LayerLook[TNetwork.Layers.Length];
        for (int layer = 0; layer < _layers.Length; layer++) _layers[layer] = new LayerLook(TNetwork.Layers[layer], layer);
        Clear();
    }

    /// <summary>Whether it has seen enough for a report.</summary>
    public bool IsComplete => _samples >= _settings.Samples;

    /// <summary>After the passes of a batch, before its gradients are limited.</summary>
    /// <param name="batches">The batch.</param>
    /// <param name="loss">Its mean loss.</param>
    /// <param name="steps">Steps taken so far.</param>
    public void SeePasses(ShardedBatch<TNetwork> batches, float loss, long steps)
    {
        _isLast = false;
        if (IsComplete || steps % _settings.EverySteps != 0 || batches.Shards.IsEmpty) return;
        ReadOnlySpan<float> gradients = batches.Gradients.Span;
        int rows = 0;
        foreach (Shard<TNetwork> shard in batches.Shards)
        {
            rows += shard.Batch.Rows;
            _inputSquares += Power.Of(shard.Workspace.SeenInputs(shard.Batch.Inputs));
        }

        _samples += rows;
        _loss += (double)loss * rows;
        _isLast = IsComplete;
        SeeOutputs(batches.Shards);
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].BeginBatch();
            foreach (Shard<TNetwork> shard in batches.Shards) _layers[layer].Add(shard.Workspace.Activations(layer));
            _layers[layer].EndBatch(gradients, _isLast);
        }
    }

    /// <summary>Before the step.</summary>
    public void BeginStep(ReadOnlySpan<float> parameters)
    {
        if (_isLast) parameters.CopyTo(_before);
    }

    /// <summary>After the step.</summary>
    public void EndStep(ReadOnlySpan<float> parameters)
    {
        if (!_isLast) return;
        foreach (LayerLook layer in _layers) layer.Compare(_before, parameters);
    }

    /// <summary>What was seen, with which it begins anew.</summary>
    /// <param name="losses">Of the epochs so far.</param>
    public HealthReport Take(IReadOnlyList<float> losses)
    {
        HeadInfo[] equal = [.. HeadsOf<TNetwork>.All.Where((_, head) => _isEqual[head] && _inputsDiffer)];
        LayerHealth[] layers = [.. _layers.Select(layer => layer.Result(_samples))];
        var numbers = new HealthNumbers(_samples, (float)(_loss / _samples), _inputSquares / ((double)_samples * TNetwork.InputSize), layers, equal) { EpochLosses = losses };
        Clear();
        return HealthReport.Of<TNetwork>(numbers);
    }

    private void Clear()
    {
        foreach (LayerLook layer in _layers) layer.Clear();
        _isEqual.AsSpan().Fill(true);
        (_samples, _loss, _inputSquares, _inputsDiffer) = (0, 0, 0, false);
    }

    // In each batch all samples, because the parameters move between two.
    private void SeeOutputs(ReadOnlySpan<Shard<TNetwork>> shards)
    {
        ReadOnlySpan<float> first = shards[0].Batch.Inputs[..TNetwork.InputSize];
        foreach (Shard<TNetwork> shard in shards) _inputsDiffer = _inputsDiffer || !Measurement.AllEqual(shard.Batch.Inputs, first);
        HeadInfo[] heads = HeadsOf<TNetwork>.All;
        for (int head = 0; head < heads.Length; head++)
        {
            ReadOnlySpan<float> output = shards[0].Workspace.Outputs(heads[head].Layer)[..heads[head].Size];
            foreach (Shard<TNetwork> shard in shards) _isEqual[head] = _isEqual[head] && Measurement.AllEqual(shard.Workspace.Outputs(heads[head].Layer), output);
        }
    }
}
