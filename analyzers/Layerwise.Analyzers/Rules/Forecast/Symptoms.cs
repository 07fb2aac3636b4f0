using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>What a prediction says will hurt: the same for a network as declared and for one as it would be after a repair.</summary>
internal static class Symptoms
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

    public static IEnumerable<Symptom> Of(NetworkSpec network, NetworkPrediction prediction) => network.Heads
        .SelectMany(head => Of(network, prediction, network.PathTo(head)))
        .Concat(Saturation(network, [.. prediction.Layers]))
        .GroupBy(static symptom => symptom.Kind)
        .Select(static alike => alike.First())
        .OrderBy(static symptom => symptom.Kind);

    // What is said of a way from the inputs to an output, in indices of layers.
    private static IEnumerable<Symptom> Of(NetworkSpec network, NetworkPrediction prediction, LayerSpec[] path)
    {
        LayerPrediction[] layers = [.. path.Select(layer => prediction.Layers[layer.Index])];
        LayerPrediction[] channels = ChannelGradients.Of(network, prediction);
        return Signal(path, layers, Math.Sqrt(prediction.InputPower))
            .Concat(Gradient(path, [.. path.Select(layer => channels[layer.Index])]))
            .Select(symptom => symptom with { AtFault = Changeable(path, symptom.AtFault) })
            .Concat(Half(layers))
            .Select(symptom => symptom with
            {
                AtFault = symptom.AtFault.Select(step => path[step].Index).ToImmutableArray(),
                Reached = path[symptom.Reached].Index,
            });
    }

    // What pooling does follows from its window; the layers with weights can make up for it.
    private static ImmutableArray<int> Changeable(LayerSpec[] path, ImmutableArray<int> atFault)
    {
        ImmutableArray<int> weighted = atFault.Where(step => path[step].HasWeights).ToImmutableArray();
        return weighted.Length > 0 ? weighted : Enumerable.Range(0, path.Length).Where(step => path[step].HasWeights).ToImmutableArray();
    }

    /// <summary>Whether a repair would bring about a harm that the network does not have as declared: what a light bulb offers is looked at first.</summary>
    public static bool AreAddedBy(NetworkSpec declared, NetworkSpec repaired)
    {
        SymptomKind[] known = [.. Harms(declared)];
        return Harms(repaired).Any(kind => !known.Contains(kind));
    }

    private static IEnumerable<SymptomKind> Harms(NetworkSpec network) =>
        Of(network, network.Predict()).Where(static symptom => symptom.IsHarm).Select(static symptom => symptom.Kind);

    // Of the hidden layers: what the last one makes of it is the output, whose size is the task's affair.
    private static IEnumerable<Symptom> Signal(LayerSpec[] path, LayerPrediction[] layers, double inputRms)
    {
        int hidden = layers.Length - 1;
        double[] sizes = [.. layers.Take(hidden).Select(layer => layer.SignalRms / inputRms)];
        double[] gains = [.. layers.Take(hidden).Select(static layer => layer.SignalGain)];
        bool[] zeros = [.. path.Take(hidden).Select(ZeroWeights.IsZero)];
        return OnTheWay(Judged(sizes, zeros), gains, SymptomKind.SignalVanishes, SymptomKind.SignalExplodes, fromOutput: false);
    }

    // From the outputs back to the activations of layer 1, which needs it to learn; its own gain concerns the inputs only.
    private static IEnumerable<Symptom> Gradient(LayerSpec[] path, LayerPrediction[] layers)
    {
        int hidden = layers.Length - 1;
        double[] sizes = [.. layers.Take(hidden).Select(static layer => layer.GradientRms).Reverse()];
        double[] gains = [.. layers.Skip(1).Select(static layer => layer.GradientGain).Reverse()];
        bool[] zeros = [.. path.Skip(1).Select(ZeroWeights.IsZero).Reverse()];
        foreach (Symptom symptom in OnTheWay(Judged(sizes, zeros), gains, SymptomKind.GradientVanishes, SymptomKind.GradientExplodes, fromOutput: true))
        {
            yield return symptom with
            {
                AtFault = symptom.AtFault.Select(step => hidden - step).Reverse().ToImmutableArray(),
                Reached = hidden - 1 - symptom.Reached,
            };
        }
    }

    // Behind weights of 0 there is nothing but what they are 0 for, which has a rule of its own.
    private static double[] Judged(double[] sizes, bool[] zeros)
    {
        int first = Array.IndexOf(zeros, true);
        return [.. sizes.Select((size, i) => size == 0 && first >= 0 && i >= first ? double.NaN : size)];
    }

    private static IEnumerable<Symptom> OnTheWay(double[] sizes, double[] gains, SymptomKind vanishes, SymptomKind explodes, bool fromOutput)
    {
        if (IndexOf(sizes, static (a, b) => a < b) is { } smallest && sizes[smallest] < Vanished)
        {
            (int first, double share) = Blame(smallest, Vanished);
            yield return new Symptom(vanishes, AtFault(first, smallest, gain => gain <= share), smallest, sizes[smallest]);
        }

        if (IndexOf(sizes, static (a, b) => a > b) is { } largest && sizes[largest] > Exploded)
        {
            (int first, double share) = Blame(largest, Exploded);
            yield return new Symptom(explodes, AtFault(first, largest, gain => gain >= share), largest, sizes[largest]);
        }

        // A layer is at fault if the network would fail were all layers up to the worst place like it. What the output layer does to the gradient
        // follows from its shape: as long as the hidden ones do more, they are judged by what it leaves to them.
        (int First, double Share) Blame(int worst, double bound)
        {
            double ofOutput = fromOutput ? Math.Log(gains[0]) : 0;
            bool isOutputSound = fromOutput && Math.Abs(Math.Log(sizes[worst]) - ofOutput) > Math.Abs(ofOutput);
            return isOutputSound ? (1, Math.Pow(bound / gains[0], 1.0 / worst)) : (0, Math.Pow(bound, 1.0 / (worst + 1)));
        }

        // There is always one, or the product of the gains were not what it is; rounding apart, and gains that are not known.
        ImmutableArray<int> AtFault(int first, int worst, Func<double, bool> isBad) =>
            Enumerable.Range(first, gains.Length - first).Where(i => isBad(gains[i])).DefaultIfEmpty(worst).ToImmutableArray();
    }

    // Null where nothing is known: NaN is neither smaller nor larger.
    private static int? IndexOf(double[] values, Func<double, double, bool> isWorse)
    {
        int? worst = null;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && (worst is not { } w || isWorse(values[i], values[w]))) worst = i;
        }

        return worst;
    }

    private static IEnumerable<Symptom> Saturation(NetworkSpec network, LayerPrediction[] layers)
    {
        int[] saturated =
        [
            .. network.Layers.Where(layer => CanSaturate(network, layer) && layers[layer.Index].SaturatedShare > MostlySaturated).Select(static layer => layer.Index),
        ];
        if (saturated.Length > 0) yield return new Symptom(SymptomKind.Saturated, ImmutableArray.Create(saturated), saturated[0], layers[saturated[0]].SaturatedShare);
    }

    // A rectifier is off for half of the samples, and meant to be. Nor does it matter where the loss takes φ′ away.
    private static bool CanSaturate(NetworkSpec network, LayerSpec layer) =>
        layer.Traits.IsSaturating && !(network.HeadOf(layer) is { } head && head.Loss.CancelsDerivativeOf(layer.Activation));

    // Half precision holds 0 exactly.
    private static IEnumerable<Symptom> Half(LayerPrediction[] layers)
    {
        int hidden = layers.Length - 1;
        for (int i = 0; i <= hidden; i++)
        {
            double largest = Peak * Math.Max(layers[i].SignalRms, Math.Sqrt(layers[i].PreActivationVariance) + Math.Abs(layers[i].PreActivationMean));
            bool isBelow = i < hidden && layers[i].SignalRms is > 0 and < SmallestNormalHalf;
            if (!(largest > LargestHalf) && !isBelow) continue;
            yield return new Symptom(SymptomKind.SignalBeyondHalf, ImmutableArray.Create(i), i, isBelow ? layers[i].SignalRms : largest);
            break;
        }

        for (int i = hidden - 1; i >= 0; i--)
        {
            double rms = layers[i].GradientRms;
            bool isBelow = rms is > 0 and < SmallestNormalHalf;
            if (!(Peak * rms > LargestHalf) && !isBelow) continue;
            yield return new Symptom(SymptomKind.GradientBeyondHalf, ImmutableArray.Create(i), i, isBelow ? rms : Peak * rms);
            break;
        }
    }
}
