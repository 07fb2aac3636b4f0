using Layerwise.Runtime;
using Layerwise.Traits;

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

        if (first.Kind != LayerKind.Dense && !first.IsRecurrent) Refuse<TNetwork>($"its first layer is {first.Kind}, neither dense nor recurrent", isInput: true);
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
            bool endsInSums = last.Order == LayerOrder.ActivateLinearAdd || ActivationTraits.Of(last.Activation).IsLinear;
            if (!endsInSums) Refuse<TNetwork>($"{name} ends in {last.ActivationName}; expected Identity", isInput: false);
            if (last.Order != LayerOrder.ActivateLinearAdd && last.NormalizedCount > 0) Refuse<TNetwork>($"{name} has a normalization", isInput: false);
            if (last.BiasCount == 0 && IsShifted(own)) Refuse<TNetwork>($"{name} has no biases to take the shift", isInput: false);
        }
    }

    /// <summary>W′ = W / σ, and the shift of each sum where the biases take it or, without them, the running means.</summary>
    /// <param name="parameters">Of the network.</param>
    /// <param name="statistics">Its running statistics.</param>
    /// <param name="scales">Centers, and behind them scales, of all inputs.</param>
    public static void Inputs<TNetwork>(Span<float> parameters, Span<float> statistics, ReadOnlySpan<float> scales)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo first = TNetwork.Layers[0];
        Span<float> weights = parameters.Slice(first.WeightsOffset, first.WeightCount);
        ReadOnlySpan<float> centers = scales[..first.FanIn];
        if (first.BiasCount > 0) FoldedScaling.Inputs(weights, parameters.Slice(first.BiasesOffset, first.BiasCount), centers, scales[first.FanIn..]);
        else if (!NormalizesSums(first)) FoldedScaling.Inputs(weights, default, centers, scales[first.FanIn..]);
        else FoldedScaling.Inputs(weights, statistics.Slice(first.OffsetOf(TensorRole.RunningMeans), first.FanOut), centers, scales[first.FanIn..], sign: 1);
    }

    /// <summary>W′ = W σ and b′ = b σ + μ, of each output.</summary>
    /// <param name="parameters">Of the network.</param>
    /// <param name="scales">Centers, and behind them scales, of all outputs.</param>
    public static void Outputs<TNetwork>(Span<float> parameters, ReadOnlySpan<float> scales)
        where TNetwork : class, INetwork<TNetwork>
    {
        foreach (HeadInfo head in HeadsOf<TNetwork>.All)
        {
            LayerInfo last = TNetwork.Layers[head.Layer];
            FoldedScaling.Targets(
                parameters.Slice(last.WeightsOffset, last.WeightCount),
                parameters.Slice(last.BiasesOffset, last.BiasCount),
                scales.Slice(head.Offset, head.Size),
                scales.Slice((scales.Length / 2) + head.Offset, head.Size));
        }
    }

    /// <summary>Copies of parameters and running statistics that have in them what the network scales by, if it does.</summary>
    /// <exception cref="InvalidOperationException">It scales, and nobody has said by what.</exception>
    public static (float[] Parameters, float[] Statistics) Folded<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = network.Parameters.ToArray(), statistics = network.RunningStatistics.ToArray();
        if (network.ScalingNumbers.IsEmpty) return (parameters, statistics);
        NetworkScaling.Require<TNetwork>(network.ScalingNumbers[^1]);
        if (TNetwork.InputScaling != InputScaling.None) Inputs<TNetwork>(parameters, statistics, NetworkScaling.InputsOf(network));
        if (TNetwork.TargetScaling != TargetScaling.None) Outputs<TNetwork>(parameters, NetworkScaling.TargetsOf(network));
        return (parameters, statistics);
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
