using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>What the numbers of a training pass mean.</summary>
internal static class Diagnosis
{
    // Initializers keep a mean square of 1; standardized data has it, pixels from 0 to 1 have some 0.1, pixels from 0 to 255 some 10⁴.
    private const double LargeInputs = 100;
    private const double SmallInputs = 1e-4;

    // Of the units of a layer. Some dead ones are usual with ReLU.
    private const double Many = 0.5;

    // Of the first layer's gradient over the last one's: the bounds of LW5002 and LW5004.
    private const double Vanished = 1e-4;
    private const double Exploded = 1e3;

    // Some 10⁻³ is usual; a hundredth and a hundred times that are not.
    private const double SmallUpdate = 1e-5;
    private const double LargeUpdate = 0.1;

    // Noise of batches moves the loss of an epoch by more where anything is learned.
    private const double Unmoved = 0.01;
    private const int StalledEpochs = 5;

    public static IEnumerable<HealthFinding> Of<TNetwork>(HealthNumbers numbers)
        where TNetwork : class, INetwork<TNetwork>
    {
        // What is not finite spoils every other number.
        HealthFinding? notFinite = NotFinite<TNetwork>(numbers);
        if (notFinite is { } finding) return Inputs(numbers).Append(finding);
        return
        [
            .. Inputs(numbers),
            .. numbers.Layers.SelectMany(static layer => Units<TNetwork>(layer)),
            .. Outputs(numbers),
            .. Gradients<TNetwork>(numbers.Layers),
            .. numbers.Layers.SelectMany(static layer => Updates<TNetwork>(layer)),
            .. Losses(numbers),
        ];
    }

    private static HealthFinding? NotFinite<TNetwork>(HealthNumbers numbers)
        where TNetwork : class, INetwork<TNetwork>
    {
        foreach (LayerHealth layer in numbers.Layers)
        {
            if (!double.IsFinite(layer.MeanSquare)) return Found<TNetwork>(HealthProblem.NotFinite, layer, "has outputs that are not finite.");
        }

        foreach (LayerHealth layer in numbers.Layers.Reverse())
        {
            bool hasParameters = TNetwork.Layers[layer.Layer].ParameterCount > 0;
            if (hasParameters && !double.IsFinite(layer.Gradient)) return Found<TNetwork>(HealthProblem.NotFinite, layer, "has gradients that are not finite.");
        }

        return float.IsFinite(numbers.Loss)
            ? null
            : new HealthFinding(HealthProblem.NotFinite, null, FormattableString.Invariant($"The loss is {numbers.Loss}; look for values in the data that are not finite."));
    }

    private static IEnumerable<HealthFinding> Inputs(HealthNumbers numbers)
    {
        double meanSquare = numbers.InputPower;
        if (meanSquare <= LargeInputs && meanSquare >= SmallInputs) yield break;
        string size = meanSquare == 0 ? "The inputs are all 0." : $"The mean square of the inputs is {NumberText.Rounded(meanSquare)}, and initializers expect about 1.";
        string remedy = meanSquare == 0 ? "Nothing can be learned from them." : "Subtract each input's mean and divide by its standard deviation: [Network(Inputs = InputScaling.Standardize)] does.";
        yield return new HealthFinding(HealthProblem.UnscaledInputs, null, $"{size} {remedy}");
    }

    private static IEnumerable<HealthFinding> Units<TNetwork>(LayerHealth layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo info = TNetwork.Layers[layer.Layer];
        if (layer.DeadUnits >= Many)
        {
            yield return Found<TNetwork>(
                HealthProblem.DeadUnits,
                layer,
                $"has {Count(layer.DeadUnits, info)} dead units of {info.OutputSize}: they give the same output for every sample and have no gradient, so they stay as they are. " +
                "A smaller learning rate, LeakyRelu, or batch normalization keeps units alive; dead ones come back only with new weights.");
        }

        if (layer.SaturatedUnits >= Many && !IsSureAnswer<TNetwork>(layer))
        {
            yield return Found<TNetwork>(
                HealthProblem.SaturatedUnits,
                layer,
                $"has {Count(layer.SaturatedUnits, info)} saturated units of {info.OutputSize}: {info.ActivationName} is flat where they are, and little gradient comes through. " +
                "Smaller initial weights, scaled inputs, or batch normalization keep units where the slope is.");
        }
    }

    // Outputs at the ends of their range are what a loss wants that takes the slope out of the gradient.
    private static bool IsSureAnswer<TNetwork>(LayerHealth layer)
        where TNetwork : class, INetwork<TNetwork> =>
        HeadsOf<TNetwork>.All.Any(head => head.Layer == layer.Layer && ActivationTraits.Of(TNetwork.Layers[layer.Layer].Activation).CollapsesWith.Contains(head.Loss));

    private static IEnumerable<HealthFinding> Outputs(HealthNumbers numbers) => numbers.EqualHeads.Select(head => new HealthFinding(
        HealthProblem.EqualOutputs,
        null,
        $"All {numbers.Samples} samples get the same {(head.Name.Length == 0 ? "outputs" : head.Name)}: nothing of the inputs arrives there. " +
        "Look for the first layer with dead or saturated units, or without gradient."));

    private static IEnumerable<HealthFinding> Losses(HealthNumbers numbers)
    {
        if (numbers.EpochLosses.Count < StalledEpochs) yield break;
        float first = numbers.EpochLosses[0];
        if (numbers.EpochLosses.Any(loss => !(Math.Abs(loss - first) <= Unmoved * Math.Abs(first)))) yield break;
        yield return new HealthFinding(
            HealthProblem.StalledLoss,
            null,
            $"The loss was {NumberText.Rounded(first)} in the first of {numbers.EpochLosses.Count} epochs and has not moved by 1 % since: what the steps do reaches no output. " +
            "Look at the findings before this one, try ten times the learning rate and a tenth, and shuffle the labels to see whether the inputs tell anything about them.");
    }

    private static IEnumerable<HealthFinding> Gradients<TNetwork>(IReadOnlyList<LayerHealth> layers)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerHealth[] withParameters = [.. layers.Where(static layer => TNetwork.Layers[layer.Layer].ParameterCount > 0)];
        foreach (LayerHealth layer in withParameters.Where(static layer => layer.Gradient == 0))
        {
            yield return Found<TNetwork>(
                HealthProblem.NoGradient,
                layer,
                "has no gradient at all, and learns nothing. Weights of 0 behind it, dead units, or an activation that is flat everywhere stop what comes back.");
        }

        LayerHealth first = withParameters[0], last = withParameters[^1];
        if (first.Gradient == 0 || last.Gradient == 0) yield break;
        double ratio = first.Gradient / last.Gradient;
        string size = $"has gradients {NumberText.Rounded(ratio)} times as large as those of the last layer";
        const string remedy = "An initializer that suits the activation, batch normalization or residual connections keep both alike; fewer layers do too.";
        if (ratio < Vanished) yield return Found<TNetwork>(HealthProblem.VanishingGradient, first, $"{size}: it hardly moves while the last one learns. {remedy}");
        if (ratio > Exploded) yield return Found<TNetwork>(HealthProblem.ExplodingGradient, first, $"{size}: its steps undo what the last one learns. {remedy}");
    }

    private static IEnumerable<HealthFinding> Updates<TNetwork>(LayerHealth layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (layer.UpdateRatio is not { } ratio) yield break;
        string size = $"changes by {NumberText.Rounded(ratio)} of its size with the next step, where some 10⁻³ is usual.";
        if (ratio > LargeUpdate)
        {
            yield return Found<TNetwork>(HealthProblem.LargeUpdates, layer, $"{size} A smaller learning rate or a warm-up helps.");
        }

        if (ratio < SmallUpdate && layer.Gradient > 0)
        {
            yield return Found<TNetwork>(HealthProblem.SmallUpdates, layer, $"{size} A larger learning rate may help, if training is not over.");
        }
    }

    private static int Count(double share, LayerInfo info) => (int)Math.Round(share * info.OutputSize);

    private static HealthFinding Found<TNetwork>(HealthProblem problem, LayerHealth layer, string what)
        where TNetwork : class, INetwork<TNetwork>
    {
        string name = ReportText.Layer(layer.Layer, TNetwork.Layers[layer.Layer]);
        return new HealthFinding(problem, layer.Layer, $"{char.ToUpperInvariant(name[0])}{name[1..]} {what}");
    }
}
