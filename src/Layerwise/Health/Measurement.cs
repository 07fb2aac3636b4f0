using System.Runtime.CompilerServices;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>The numbers of each layer in a training pass.</summary>
internal static class Measurement
{
    // Of the width of a range, and of the samples.
    private const double NearAnEnd = 0.01;
    private const double MostSamples = 0.95;

    /// <summary>All that a pass shows.</summary>
    public static HealthNumbers Of<TNetwork>(TrainingPass<TNetwork> pass, IReadOnlyList<double?>? updateRatios)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerHealth[] layers = LayersOf(pass);
        if (updateRatios is not null) layers = [.. layers.Select(layer => layer with { UpdateRatio = updateRatios[layer.Layer] })];
        bool inputsDiffer = pass.Rows > 1 && !AllEqual(pass.Inputs, pass.Inputs[..TNetwork.InputSize]);
        HeadInfo[] equal = [.. HeadsOf<TNetwork>.All.Where(head => inputsDiffer && AllEqual(pass.Workspace.Outputs(head.Layer), pass.Workspace.Outputs(head.Layer)[..head.Size]))];
        double inputPower = MeanSquare(pass.Inputs);
        return new HealthNumbers(pass.Rows, pass.Loss, inputPower, layers, equal) { OverTime = TimeMeasurement.Of(pass) };
    }

    private static LayerHealth[] LayersOf<TNetwork>(TrainingPass<TNetwork> pass)
        where TNetwork : class, INetwork<TNetwork>
    {
        var layers = new LayerHealth[TNetwork.Layers.Length];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            LayerInfo info = TNetwork.Layers[layer];
            ReadOnlySpan<float> activations = pass.Workspace.Activations(layer);
            ReadOnlySpan<float> gradients = pass.Gradients.Slice(info.WeightsOffset, info.ParameterCount);
            layers[layer] = new LayerHealth(
                layer,
                MeanSquare(activations),
                ShareOfDead(info, activations, pass.Gradients),
                ShareOfSaturated(info, activations),
                Math.Sqrt(MeanSquare(gradients)),
                UpdateRatio: null);
        }

        return layers;
    }

    /// <summary>The size of a step over that of the parameters; null where those are all 0.</summary>
    public static double? UpdateRatio(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        double step = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double change = (double)after[i] - before[i];
            step += change * change;
        }

        double size = MeanSquare(before) * before.Length;
        return size > 0 ? Math.Sqrt(step / size) : null;
    }

    /// <summary>NaN of nothing.</summary>
    public static double MeanSquare(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum / values.Length;
    }

    /// <summary>Whether each row of some is one and the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllEqual(ReadOnlySpan<float> rows, ReadOnlySpan<float> row)
    {
        for (int start = 0; start < rows.Length; start += row.Length)
        {
            if (!rows.Slice(start, row.Length).SequenceEqual(row)) return false;
        }

        return true;
    }

    /// <summary>Whether units of a layer can be told to be dead: each gives one number of a sample, and nothing is done to it afterwards.</summary>
    public static bool CanDie(LayerInfo info) => info.Kind.HasUnitsThatDie() && info.OutputSize == info.FanOut && info.EndsInActivation;

    /// <summary>Below and above which activations are near an end of their range; null for activations without two ends.</summary>
    public static (float Low, float High)? SaturationBounds(LayerInfo info)
    {
        var traits = ActivationTraits.Of(info.Activation);
        if (traits.Family != ActivationFamily.Saturating || traits.Curve is null || !info.EndsInActivation) return null;
        ValueRange range = traits.Curve(info.Slope).Range;
        double margin = NearAnEnd * (range.High - range.Low);
        return ((float)(range.Low + margin), (float)(range.High - margin));
    }

    /// <summary>Whether a unit is saturated that was near an end for so many of some samples.</summary>
    public static bool IsSaturated(double near, int samples) => near >= MostSamples * samples;

    // Whatever the activation: a unit that can still learn has a gradient for some sample, or other outputs for others.
    private static double ShareOfDead(LayerInfo info, ReadOnlySpan<float> activations, ReadOnlySpan<float> gradients)
    {
        if (!CanDie(info)) return 0;
        int dead = 0;
        for (int unit = 0; unit < info.OutputSize; unit++)
        {
            if (IsConstant(activations, unit, info.OutputSize) && HasNoGradient(info, unit, gradients)) dead++;
        }

        return (double)dead / info.OutputSize;
    }

    private static bool IsConstant(ReadOnlySpan<float> values, int first, int stride)
    {
        for (int i = first; i < values.Length; i += stride)
        {
            if (!values[i].Equals(values[first])) return false;
        }

        return true;
    }

    /// <summary>Whether no weight and no bias of a unit has a gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool HasNoGradient(LayerInfo info, int unit, ReadOnlySpan<float> gradients)
    {
        foreach (TensorInfo tensor in info.Tensors)
        {
            if (tensor.Role is not (TensorRole.Weights or TensorRole.Biases)) continue;
            for (int i = unit; i < tensor.Length; i += info.FanOut)
            {
                if (gradients[tensor.Offset + i] != 0) return false;
            }
        }

        return true;
    }

    private static double ShareOfSaturated(LayerInfo info, ReadOnlySpan<float> activations)
    {
        if (SaturationBounds(info) is not { } bounds) return 0;
        int rows = activations.Length / info.OutputSize;
        int saturated = 0;
        for (int unit = 0; unit < info.OutputSize; unit++)
        {
            int near = 0;
            for (int i = unit; i < activations.Length; i += info.OutputSize)
            {
                if (activations[i] < bounds.Low || activations[i] > bounds.High) near++;
            }

            if (IsSaturated(near, rows)) saturated++;
        }

        return (double)saturated / info.OutputSize;
    }
}
