namespace Layerwise;

/// <summary>Scaling as weights and biases of the layers at both ends.</summary>
internal static class ScalingFold
{
    /// <exception cref="InvalidOperationException">The first layer can't take it.</exception>
    public static void RequireInputs<TNetwork>(bool isShifted)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo first = TNetwork.Layers[0];
        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            if (TNetwork.Layers[layer].ResidualSpan == layer + 1) Refuse<TNetwork>($"the residual connection of layer {layer + 1} adds the inputs of the network, too", isInput: true);
        }

        if (first.Kind != LayerKind.Dense) Refuse<TNetwork>($"its first layer is {first.Kind}, not dense", isInput: true);
        if (first.Order == LayerOrder.ActivateLinearAdd) Refuse<TNetwork>("its first layer activates the inputs before it multiplies them", isInput: true);
        if (isShifted && first.BiasCount == 0 && !NormalizesSums(first)) Refuse<TNetwork>("its first layer has no biases to take the shift", isInput: true);
    }

    /// <param name="scales">Of the targets of all outputs.</param>
    /// <exception cref="InvalidOperationException">A last layer can't take it.</exception>
    public static void RequireOutputs<TNetwork>(ColumnScale[] scales)
        where TNetwork : class, INetwork<TNetwork>
    {
        foreach (HeadInfo head in HeadsOf<TNetwork>.All)
        {
            ReadOnlySpan<ColumnScale> own = scales.AsSpan(head.Offset, head.Size);
            if (!own.ContainsAnyExcept(ColumnScale.None)) continue;
            LayerInfo last = TNetwork.Layers[head.Layer];
            string name = head.Name.Length == 0 ? "its last layer" : $"its output {head.Name}";
            if (last.Kind != LayerKind.Dense) Refuse<TNetwork>($"{name} is {last.Kind}, not dense", isInput: false);
            if (last.ResidualSpan > 0) Refuse<TNetwork>($"{name} has a residual connection", isInput: false);
            bool endsInSums = last.Order == LayerOrder.ActivateLinearAdd || last.Activation == Activation.Identity;
            if (!endsInSums) Refuse<TNetwork>($"{name} ends in {last.ActivationName}; expected Identity", isInput: false);
            if (last.Order != LayerOrder.ActivateLinearAdd && last.NormalizedCount > 0) Refuse<TNetwork>($"{name} has a normalization", isInput: false);
            if (last.BiasCount == 0 && IsShifted(own)) Refuse<TNetwork>($"{name} has no biases to take the shift", isInput: false);
        }
    }

    /// <summary>W′ = W / σ, and the shift of each sum where the biases take it or, without them, the running means.</summary>
    public static void Inputs<TNetwork>(TNetwork network, ColumnScale[] scales)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo first = TNetwork.Layers[0];
        Span<float> weights = network.Parameters.Slice(first.WeightsOffset, first.WeightCount);
        double[] shifts = new double[first.FanOut];
        for (int i = 0; i < first.FanIn; i++)
        {
            Span<float> row = weights.Slice(i * first.FanOut, first.FanOut);
            for (int o = 0; o < row.Length; o++)
            {
                row[o] = (float)(row[o] / (double)scales[i].Scale);
                shifts[o] += (double)row[o] * scales[i].Center;
            }
        }

        bool hasBiases = first.BiasCount > 0;
        if (!hasBiases && !NormalizesSums(first)) return;
        Span<float> taker = hasBiases
            ? network.Parameters.Slice(first.BiasesOffset, first.BiasCount)
            : network.RunningStatistics.Slice(first.OffsetOf(TensorRole.RunningMeans), first.FanOut);
        for (int o = 0; o < taker.Length; o++) taker[o] = (float)(hasBiases ? taker[o] - shifts[o] : taker[o] + shifts[o]);
    }

    /// <summary>W′ = W σ and b′ = b σ + μ, of each output.</summary>
    public static void Outputs<TNetwork>(TNetwork network, ColumnScale[] scales)
        where TNetwork : class, INetwork<TNetwork>
    {
        foreach (HeadInfo head in HeadsOf<TNetwork>.All)
        {
            ReadOnlySpan<ColumnScale> own = scales.AsSpan(head.Offset, head.Size);
            LayerInfo last = TNetwork.Layers[head.Layer];
            Span<float> weights = network.Parameters.Slice(last.WeightsOffset, last.WeightCount);
            for (int i = 0; i < weights.Length; i++) weights[i] = (float)((double)weights[i] * own[i % own.Length].Scale);
            Span<float> biases = network.Parameters.Slice(last.BiasesOffset, last.BiasCount);
            for (int o = 0; o < biases.Length; o++) biases[o] = (float)(((double)biases[o] * own[o].Scale) + own[o].Center);
        }
    }

    private static bool IsShifted(ReadOnlySpan<ColumnScale> scales)
    {
        foreach (ColumnScale scale in scales)
        {
            if (scale.Center != 0) return true;
        }

        return false;
    }

    // Running means are subtracted from the sums themselves.
    private static bool NormalizesSums(LayerInfo layer) =>
        layer.BatchNormalization && layer.Order is LayerOrder.LinearAddActivate or LayerOrder.LinearActivateAdd;

    private static void Refuse<TNetwork>(string reason, bool isInput)
        where TNetwork : class, INetwork<TNetwork> => throw new InvalidOperationException(
            $"The scaling of the {(isInput ? "inputs" : "targets")} can't be folded into {typeof(TNetwork).Name}: {reason}. "
            + (isInput ? $"Keep it beside the network, and call {nameof(Scaling.ApplyToInputs)} before each Forward." : $"Keep it beside the network, and call {nameof(Scaling.UndoTargets)} after each Forward."));
}
