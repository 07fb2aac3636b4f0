using Layerwise.Forecast.Integrals;

namespace Layerwise.Forecast.Moments;

/// <summary>The distribution of a layer's pre-activations: Gaussian cases, or nodes where the layer does not mix.</summary>
internal sealed class PreActivations
{
    private PreActivations(Scenario[] scenarios, NodeList nodes) => (Scenarios, Nodes) = (scenarios, nodes);

    public Scenario[] Scenarios { get; }

    public NodeList Nodes { get; }

    /// <summary>E[x·W + b].</summary>
    public double LinearMean { get; private init; }

    /// <summary>Var[x·W + b].</summary>
    public double LinearVariance { get; private init; }

    /// <summary>Var[z] as the activation sees it.</summary>
    public double Variance { get; private init; }

    /// <summary>E[z] as the activation sees it.</summary>
    public double Mean { get; private init; }

    /// <summary>The part of <see cref="Variance"/> that a unit has for all samples alike: the variance, from unit to unit, of its mean over samples.</summary>
    public double SharedVariance { get; private init; }

    /// <summary>1/(variance + ε) with a normalization, over the samples or over the units; otherwise 1.</summary>
    public double NormalizationPower { get; private init; } = 1;

    /// <param name="layer">The layer.</param>
    /// <param name="previous">What its inputs are.</param>
    /// <param name="curve">Its activation; null for one that takes a whole row.</param>
    /// <param name="nodes">Empty; receives the nodes.</param>
    public static PreActivations Of(LayerDesign layer, LayerState previous, ActivationCurve? curve, NodeList nodes) =>
        layer.Diagonal is { } diagonal ? Unmixed(layer, diagonal, previous, nodes) : Mixed(layer, previous, curve, nodes);

    private static PreActivations Mixed(LayerDesign layer, LayerState previous, ActivationCurve? curve, NodeList nodes)
    {
        double fanIn = layer.Seen;
        double mean = (fanIn * layer.WeightMean * previous.Mean) + layer.Bias;
        double common = layer.WeightMean * layer.WeightMean * fanIn;
        double independent = layer.WeightVariance * fanIn;

        // What all units share in one sample is Gaussian where the inputs have a single case, and follows their cases otherwise; the √n-sized rest of it
        // then counts as independent.
        bool followsCases = layer.WeightMean != 0 && previous.Scenarios.Length > 1;
        double commonVariance = layer.WeightMean == 0 || followsCases ? 0 : common * VarianceOf(previous.Power, previous.Mean);
        double WithinCase(Scenario inputs) =>
            (independent * previous.PowerOf(inputs)) + layer.BiasVariance + (common * VarianceOf(previous.PowerOf(inputs), inputs.Mean));

        double sharedVariance = layer.WeightMean == 0
            ? (independent * previous.Overlap) + layer.BiasVariance
            : (independent * previous.Overlap) + layer.BiasVariance + (followsCases ? 0 : common * (previous.Overlap - (previous.Mean * previous.Mean)));
        Scenario[] cases = followsCases
            ? [.. previous.Scenarios.Select(inputs => new Scenario(inputs.Weight, (fanIn * layer.WeightMean * inputs.Mean) + layer.Bias, WithinCase(inputs)))]
            : [new Scenario(1, mean, (independent * previous.Power) + layer.BiasVariance)];
        double variance = commonVariance + cases.Sum(item => item.Weight * (item.PreActivationVariance + Square(item.PreActivationMean - mean)));

        double normalization = 1;
        double seenMean = mean;
        double seenVariance = variance;
        double seenShared = sharedVariance;
        if (layer.LayerNormalization)
        {
            // A sample loses what its units have in common and is scaled by what they differ by, which is the same in all wide cases but those of several means.
            double overUnits = cases.Sum(static item => item.Weight * item.PreActivationVariance);
            normalization = cases.Sum(item => item.Weight / (item.PreActivationVariance + layer.NormalizationEpsilon));
            seenMean = 0;
            seenVariance = double.IsNaN(overUnits) ? 1 : cases.Sum(item => item.Weight * item.PreActivationVariance / (item.PreActivationVariance + layer.NormalizationEpsilon));
            seenShared = ((independent * previous.Overlap) + layer.BiasVariance) * normalization;
            commonVariance = 0;
            cases = [new Scenario(1, 0, seenVariance)];
        }
        else if (layer.NormalizedGroups > 0)
        {
            // As with a layer, but that each channel of a group brings what it has at all positions alike, as in all samples, to the mean that the group loses.
            double alike = Math.Max(0, sharedVariance) * layer.NormalizedGroups / layer.NormalizedChannels;
            double Within(Scenario item) => Math.Max(0, item.PreActivationVariance - alike);
            normalization = cases.Sum(item => item.Weight / (Within(item) + layer.NormalizationEpsilon));
            seenMean = 0;
            seenVariance = double.IsNaN(variance) ? 1 : cases.Sum(item => item.Weight * Within(item) / (Within(item) + layer.NormalizationEpsilon));
            seenShared = Math.Max(0, (independent * previous.Overlap) + layer.BiasVariance - alike) * normalization;
            commonVariance = 0;
            cases = [new Scenario(1, 0, seenVariance)];
        }
        else if (layer.RmsNormalization)
        {
            // A sample is scaled by what its units are, mean and all.
            double Power(Scenario item) => item.PreActivationVariance + Square(item.PreActivationMean);
            normalization = cases.Sum(item => item.Weight / (Power(item) + layer.NormalizationEpsilon));
            seenMean = double.IsNaN(variance) ? 0 : cases.Sum(item => item.Weight * item.PreActivationMean / Math.Sqrt(Power(item) + layer.NormalizationEpsilon));
            seenVariance = double.IsNaN(variance) ? 1 : cases.Sum(item => item.Weight * Power(item) / (Power(item) + layer.NormalizationEpsilon)) - Square(seenMean);
            seenShared = sharedVariance * normalization;
            cases =
            [
                .. cases.Select(item => double.IsNaN(variance)
                    ? new Scenario(item.Weight, 0, 1)
                    : new Scenario(
                        item.Weight,
                        item.PreActivationMean / Math.Sqrt(Power(item) + layer.NormalizationEpsilon),
                        item.PreActivationVariance / (Power(item) + layer.NormalizationEpsilon))),
            ];
            commonVariance = cases.Length == 1 ? commonVariance * normalization : commonVariance;
        }
        else if (layer.BatchNormalization)
        {
            // Each unit loses its own mean over the samples, which is what all samples share, and is scaled by its own deviation.
            double overSamples = Math.Max(0, variance - sharedVariance);
            normalization = 1 / (overSamples + layer.NormalizationEpsilon);
            seenMean = 0;
            seenShared = 0;
            seenVariance = double.IsNaN(overSamples) ? 1 : overSamples * normalization;
            if (commonVariance == 0 && !followsCases)
            {
                cases = [new Scenario(1, 0, seenVariance)];
            }
            else
            {
                double share = variance > 0 ? overSamples / variance : 0;
                commonVariance *= share * normalization;
                cases =
                [
                    .. cases.Select(item => new Scenario(
                        item.Weight,
                        (item.PreActivationMean - mean) * Math.Sqrt(share * normalization),
                        item.PreActivationVariance * share * normalization)),
                ];
            }
        }

        double[] breaks = curve?.Breaks ?? [];
        if (commonVariance > 0) cases = Spread(cases[0], commonVariance, breaks);
        if (cases.Length == 1) Quadrature.Fine.Append(nodes, cases[0].PreActivationMean, Math.Sqrt(cases[0].PreActivationVariance), breaks, weight: 1, scenario: 0);
        else if (curve is not null)
        {
            for (int k = 0; k < cases.Length; k++)
            {
                Quadrature.Coarse.AppendOneOfMany(nodes, cases[k].PreActivationMean, Math.Sqrt(cases[k].PreActivationVariance), curve, cases[k].Weight, k);
            }
        }

        return new PreActivations(cases, nodes)
        {
            LinearMean = mean,
            LinearVariance = variance,
            Mean = seenMean,
            Variance = seenVariance,
            SharedVariance = seenShared,
            NormalizationPower = normalization,
        };
    }

    // Each unit takes on the value of one unit, which dropout may have set to 0; units without a counterpart have the bias alone.
    private static PreActivations Unmixed(LayerDesign layer, double diagonal, LayerState previous, NodeList nodes)
    {
        double share = Math.Min(1.0, (double)layer.FanIn / layer.FanOut);
        double kept = 1 - previous.Dropout;
        var linear = new NodeList();
        for (int i = 0; i < previous.Nodes.Count; i++)
        {
            linear.Add((diagonal * previous.Nodes.Activations[i] / kept) + layer.Bias, previous.Nodes.Weights[i] * share * kept, previous.Nodes.Scenarios[i]);
        }

        if (share * kept < 1)
        {
            for (int k = 0; k < previous.Scenarios.Length; k++) linear.Add(layer.Bias, previous.Scenarios[k].Weight * (1 - (share * kept)), k);
        }

        double mean = (share * diagonal * previous.Mean) + layer.Bias;
        double variance = Math.Max(0, (share * diagonal * diagonal * previous.Power) - Square(mean - layer.Bias));
        double shared = (share * diagonal * diagonal * previous.Overlap) - Square(mean - layer.Bias);

        double normalization = 1;
        double scale = 1;
        if (layer.LayerNormalization || layer.RmsNormalization)
        {
            normalization = 1 / (variance + (layer.RmsNormalization ? mean * mean : 0) + layer.NormalizationEpsilon);
            scale = Math.Sqrt(normalization);
        }
        else if (layer.NormalizedGroups > 0)
        {
            double alike = Math.Max(0, shared) * layer.NormalizedGroups / layer.NormalizedChannels;
            double within = Math.Max(0, variance - alike);
            normalization = 1 / (within + layer.NormalizationEpsilon);
            scale = variance > 0 ? Math.Sqrt(within * normalization / variance) : 0;
            shared -= alike;
        }
        else if (layer.BatchNormalization)
        {
            double overSamples = Math.Max(0, variance - shared);
            normalization = 1 / (overSamples + layer.NormalizationEpsilon);
            scale = variance > 0 ? Math.Sqrt(overSamples * normalization / variance) : 0;
        }

        double offset = layer.IsNormalized && !layer.RmsNormalization ? mean : 0;
        for (int i = 0; i < linear.Count; i++) nodes.Add((linear.Values[i] - offset) * scale, linear.Weights[i], linear.Scenarios[i]);

        return new PreActivations([.. Moments(nodes, previous.Scenarios)], nodes)
        {
            LinearMean = mean,
            LinearVariance = variance,
            Mean = (mean - offset) * scale,
            Variance = variance * scale * scale,
            SharedVariance = layer.BatchNormalization ? 0 : shared * scale * scale,
            NormalizationPower = normalization,
        };
    }

    private static Scenario[] Spread(Scenario whole, double commonVariance, double[] breaks)
    {
        var nodes = new NodeList();
        Quadrature.Coarse.Append(nodes, whole.PreActivationMean, Math.Sqrt(commonVariance), breaks, weight: 1, scenario: 0);
        var cases = new Scenario[nodes.Count];
        for (int k = 0; k < cases.Length; k++) cases[k] = new Scenario(nodes.Weights[k], nodes.Values[k], whole.PreActivationVariance);
        return cases;
    }

    private static IEnumerable<Scenario> Moments(NodeList nodes, Scenario[] previous)
    {
        double[] means = new double[previous.Length];
        double[] powers = new double[previous.Length];
        for (int i = 0; i < nodes.Count; i++)
        {
            means[nodes.Scenarios[i]] += nodes.Weights[i] * nodes.Values[i];
            powers[nodes.Scenarios[i]] += nodes.Weights[i] * nodes.Values[i] * nodes.Values[i];
        }

        for (int k = 0; k < previous.Length; k++)
        {
            double mean = means[k] / previous[k].Weight;
            yield return new Scenario(previous[k].Weight, mean, Math.Max(0, (powers[k] / previous[k].Weight) - (mean * mean)));
        }
    }

    // Where nothing varies, rounding must not make it vary.
    private static double VarianceOf(double power, double mean) => power - (mean * mean) is var variance && variance <= 1e-12 * power ? 0 : variance;

    private static double Square(double value) => value * value;
}
