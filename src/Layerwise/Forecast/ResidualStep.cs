namespace Layerwise.Forecast;

/// <summary>
/// y = x + f(x), f being a layer of weights (He et al., "Deep residual learning", 2016). Weights of mean 0 make f(x) independent of the input at the same place, so
/// that the powers add up, and the gradient comes back as 1 + f's gain. Weights on the diagonal tie the two together, which counts too; of weights about
/// another mean, whose hold on a single input falls with the width, it does not.
/// </summary>
internal sealed class ResidualStep(WeightsStep inner) : IForecastStep
{
    /// <inheritdoc/>
    public bool ReadsNodes => inner.ReadsNodes;

    /// <inheritdoc/>
    public bool ReadsOverlap => inner.ReadsOverlap;

    /// <inheritdoc/>
    public double[] Turns(double power) => inner.Turns(power);

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked)
    {
        LayerState added = inner.Forward(inputs, asked with { Nodes = false });
        Scenario[] cases = Cases(inputs, added);
        Scenario all = Scenario.Average(cases);
        var nodes = new NodeList();
        for (int k = 0; k < cases.Length && asked.Nodes; k++)
        {
            double variance = Math.Max(0, cases[k].Power - (cases[k].Mean * cases[k].Mean));
            Quadrature.Fine.Append(nodes, cases[k].Mean, Math.Sqrt(variance), [], cases[k].Weight, k);
        }

        nodes.Values.CopyTo(nodes.Activations);
        nodes.Slopes.Fill(1);
        double tied = inner.Diagonal * added.Slope * (inputs.Overlap - (inputs.Mean * inputs.Mean));
        return new LayerState
        {
            Scenarios = cases,
            Nodes = nodes,
            Mean = all.Mean,
            Power = all.Power,
            Slope = all.Slope,
            SlopePower = all.SlopePower,
            Overlap = asked.Overlap ? inputs.Overlap + added.Overlap + (2 * ((inputs.Mean * added.Mean) + tied)) : double.NaN,
        };
    }

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs)
    {
        BackwardMoments around = gradient.CopyTo(inputs);
        double through = inner.Backward(gradient.CopyTo(inner.Outputs), inputs);
        gradient.Become(around);
        return 1 + (2 * inner.Diagonal * inner.Outputs.Slope) + through;
    }

    /// <inheritdoc/>
    public LayerPrediction Describe() => inner.Describe();

    // Where both ways know the same cases, a sample is in the same one on both.
    private Scenario[] Cases(LayerState inputs, LayerState added)
    {
        if (inputs.Scenarios.Length != added.Scenarios.Length)
        {
            return [Sum(weight: 1, inputs.Mean, inputs.Power, added.Mean, added.Power, inputs.Mean * added.Mean)];
        }

        double[] products = inner.ReadsNodes
            ? ProductsOfNodes(inputs, added)
            : [.. inputs.Scenarios.Zip(added.Scenarios, static (x, f) => x.Mean * f.Mean)];
        return
        [
            .. inputs.Scenarios.Select((x, k) =>
                Sum(x.Weight, x.Mean, inputs.PowerOf(x), added.Scenarios[k].Mean, added.PowerOf(added.Scenarios[k]), products[k])),
        ];
    }

    // E[x·f] in each case. The first nodes of a layer that does not mix are those of its inputs, in their order.
    private static double[] ProductsOfNodes(LayerState inputs, LayerState added)
    {
        double[] products = new double[inputs.Scenarios.Length];
        for (int i = 0; i < inputs.Nodes.Count; i++)
        {
            int k = inputs.Nodes.Scenarios[i];
            products[k] += inputs.Nodes.Weights[i] / inputs.Scenarios[k].Weight * inputs.Nodes.Activations[i] * added.Nodes.Activations[i];
        }

        return products;
    }

    private static Scenario Sum(double weight, double mean, double power, double addedMean, double addedPower, double product) =>
        new(weight, double.NaN, double.NaN) { Mean = mean + addedMean, Power = power + addedPower + (2 * product), Slope = 1, SlopePower = 1 };
}
