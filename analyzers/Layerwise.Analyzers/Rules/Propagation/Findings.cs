using System.Collections.Immutable;
using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Propagation;

/// <summary>What a prediction says will hurt: the same for a network as declared and for one as it would be after a repair.</summary>
internal static class Findings
{
    /// <summary>
    /// 22 ReLU layers under Xavier, which leave 7·10⁻⁴ of the signal and of the gradient, still learn; 30, which leave 3·10⁻⁵, don't (He et al.
    /// 2015, figures 2 and 3).
    /// </summary>
    public const double Vanished = 1e-4;

    /// <summary>Growth hurts sooner: a step that is too large undoes what was learned, one that is too small only wastes time.</summary>
    public const double Exploded = 1e3;

    /// <summary>Most units of the layer learn nothing from most samples.</summary>
    public const double MostlySaturated = 0.5;

    /// <summary>float16's largest number.</summary>
    public const double LargestHalf = 65504;

    /// <summary>float16's smallest normal number, 2⁻¹⁴; below, digits are lost.</summary>
    public const double SmallestNormalHalf = 6.103515625e-5;

    // The largest of some thousand Gaussian values.
    private const double Peak = 4;

    public static IEnumerable<Finding> Of(NetworkSpec network, NetworkPrediction prediction)
    {
        LayerPrediction[] layers = [.. prediction.Layers];
        return Signal(layers, Math.Sqrt(prediction.InputPower))
            .Concat(Gradient(layers))
            .Concat(Saturation(network, layers))
            .Concat(Half(layers))
            .Where(static finding => finding.Value > 0);
    }

    // Of the hidden layers: what the last one makes of it is the output, whose size is the task's affair.
    private static IEnumerable<Finding> Signal(LayerPrediction[] layers, double inputRms)
    {
        int hidden = layers.Length - 1;
        double[] sizes = [.. layers.Take(hidden).Select(layer => layer.SignalRms / inputRms)];
        double[] gains = [.. layers.Take(hidden).Select(static layer => layer.SignalGain)];
        return OnTheWay(sizes, gains, FindingKind.SignalVanishes, FindingKind.SignalExplodes);
    }

    // From the outputs back to the activations of layer 1, which needs it to learn; its own gain concerns the inputs only.
    private static IEnumerable<Finding> Gradient(LayerPrediction[] layers)
    {
        int hidden = layers.Length - 1;
        double[] sizes = [.. layers.Take(hidden).Select(static layer => layer.GradientRms).Reverse()];
        double[] gains = [.. layers.Skip(1).Select(static layer => layer.GradientGain).Reverse()];
        foreach (Finding finding in OnTheWay(sizes, gains, FindingKind.GradientVanishes, FindingKind.GradientExplodes))
        {
            yield return finding with
            {
                AtFault = finding.AtFault.Select(step => hidden - step).Reverse().ToImmutableArray(),
                Reached = hidden - 1 - finding.Reached,
            };
        }
    }

    // A layer is at fault if the network would fail were all layers up to the worst place like it; there is always one, or the product of the gains
    // were not what it is.
    private static IEnumerable<Finding> OnTheWay(double[] sizes, double[] gains, FindingKind vanishes, FindingKind explodes)
    {
        if (sizes.Length == 0) yield break;
        int smallest = IndexOf(sizes, static (a, b) => a < b);
        if (sizes[smallest] < Vanished)
        {
            double share = Math.Pow(Vanished, 1.0 / (smallest + 1));
            yield return new Finding(vanishes, AtFault(gain => gain <= share), smallest, sizes[smallest]);
        }

        int largest = IndexOf(sizes, static (a, b) => a > b);
        if (sizes[largest] > Exploded)
        {
            double share = Math.Pow(Exploded, 1.0 / (largest + 1));
            yield return new Finding(explodes, AtFault(gain => gain >= share), largest, sizes[largest]);
        }

        ImmutableArray<int> AtFault(Func<double, bool> isBad) =>
            Enumerable.Range(0, gains.Length).Where(i => isBad(gains[i])).ToImmutableArray();
    }

    // NaN, which stands for unknown, is neither smaller nor larger.
    private static int IndexOf(double[] values, Func<double, double, bool> isWorse)
    {
        int worst = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (isWorse(values[i], values[worst])) worst = i;
        }

        return worst;
    }

    private static IEnumerable<Finding> Saturation(NetworkSpec network, LayerPrediction[] layers)
    {
        int[] saturated = [.. network.Layers.Where(layer => CanSaturate(network, layer) && layers[layer.Index].SaturatedShare > MostlySaturated).Select(static layer => layer.Index)];
        if (saturated.Length > 0) yield return new Finding(FindingKind.Saturated, ImmutableArray.Create(saturated), saturated[0], layers[saturated[0]].SaturatedShare);
    }

    // A rectifier is off for half of the samples, and meant to be. Nor does it matter where the loss takes φ′ away.
    private static bool CanSaturate(NetworkSpec network, LayerSpec layer) =>
        layer.Activation is Activation.Sigmoid or Activation.Tanh or Activation.Softsign or Activation.HardSigmoid or Activation.HardTanh
        && !(layer.Index == network.Last.Index && network.Loss.CancelsDerivativeOf(layer.Activation));

    private static IEnumerable<Finding> Half(LayerPrediction[] layers)
    {
        int hidden = layers.Length - 1;
        for (int i = 0; i <= hidden; i++)
        {
            double largest = Peak * Math.Max(layers[i].SignalRms, Math.Sqrt(layers[i].PreActivationVariance) + Math.Abs(layers[i].PreActivationMean));
            bool isBelow = i < hidden && layers[i].SignalRms < SmallestNormalHalf;
            if (!(largest > LargestHalf) && !isBelow) continue;
            yield return new Finding(FindingKind.SignalBeyondHalf, ImmutableArray.Create(i), i, isBelow ? layers[i].SignalRms : largest);
            break;
        }

        for (int i = hidden - 1; i >= 0; i--)
        {
            double rms = layers[i].GradientRms;
            if (!(Peak * rms > LargestHalf) && !(rms < SmallestNormalHalf)) continue;
            yield return new Finding(FindingKind.GradientBeyondHalf, ImmutableArray.Create(i), i, rms < SmallestNormalHalf ? rms : Peak * rms);
            break;
        }
    }
}
