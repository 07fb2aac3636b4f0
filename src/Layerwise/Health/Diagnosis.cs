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

    public static IEnumerable<HealthFinding> Of<TNetwork>(TrainingPass<TNetwork> pass, IReadOnlyList<LayerHealth> layers)
        where TNetwork : class, INetwork<TNetwork>
    {
        // What is not finite spoils every other number.
        HealthFinding? notFinite = NotFinite(pass, layers);
        if (notFinite is { } finding) return Inputs(pass).Append(finding);
        return
        [
            .. Inputs(pass),
            .. layers.SelectMany(static layer => Units<TNetwork>(layer)),
            .. Outputs(pass),
            .. Gradients<TNetwork>(layers),
            .. layers.SelectMany(static layer => Updates<TNetwork>(layer)),
        ];
    }

    private static HealthFinding? NotFinite<TNetwork>(TrainingPass<TNetwork> pass, IReadOnlyList<LayerHealth> layers)
        where TNetwork : class, INetwork<TNetwork>
    {
        foreach (LayerHealth layer in layers)
        {
            if (!double.IsFinite(layer.MeanSquare)) return Found<TNetwork>(HealthProblem.NotFinite, layer, "has outputs that are not finite.");
        }

        foreach (LayerHealth layer in layers.Reverse())
        {
            bool hasParameters = TNetwork.Layers[layer.Layer].ParameterCount > 0;
            if (hasParameters && !double.IsFinite(layer.Gradient)) return Found<TNetwork>(HealthProblem.NotFinite, layer, "has gradients that are not finite.");
        }

        return float.IsFinite(pass.Loss)
            ? null
            : new HealthFinding(HealthProblem.NotFinite, null, FormattableString.Invariant($"The loss is {pass.Loss}; look for values in the data that are not finite."));
    }

    private static IEnumerable<HealthFinding> Inputs<TNetwork>(TrainingPass<TNetwork> pass)
        where TNetwork : class, INetwork<TNetwork>
    {
        double meanSquare = Measurement.MeanSquare(pass.Inputs);
        if (meanSquare <= LargeInputs && meanSquare >= SmallInputs) yield break;
        string size = meanSquare == 0 ? "The inputs are all 0." : $"The mean square of the inputs is {NumberText.Rounded(meanSquare)}, and initializers expect about 1.";
        string remedy = meanSquare == 0 ? "Nothing can be learned from them." : "Subtract each input's mean and divide by its standard deviation.";
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

    private static IEnumerable<HealthFinding> Outputs<TNetwork>(TrainingPass<TNetwork> pass)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (pass.Rows == 1 || AllEqual(pass.Inputs, TNetwork.InputSize)) return [];
        return HeadsOf<TNetwork>.All
            .Where(head => AllEqual(pass.Workspace.Outputs(head.Layer), head.Size))
            .Select(head => new HealthFinding(
                HealthProblem.EqualOutputs,
                null,
                $"All {pass.Rows} samples get the same {(head.Name.Length == 0 ? "outputs" : head.Name)}: nothing of the inputs arrives there. " +
                "Look for the first layer with dead or saturated units, or without gradient."));
    }

    private static bool AllEqual(ReadOnlySpan<float> values, int width)
    {
        for (int start = width; start < values.Length; start += width)
        {
            if (!values.Slice(start, width).SequenceEqual(values[..width])) return false;
        }

        return true;
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
        string size = $"has gradients {NumberText.Rounded(ratio)} times as large as the last layer's";
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
