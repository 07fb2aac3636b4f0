using Layerwise.Forecast.Integrals;
using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>What a residual connection makes of the two ways that meet at its end.</summary>
internal static class SummedState
{
    /// <param name="around">What goes around the layers.</param>
    /// <param name="through">What went through them.</param>
    /// <param name="products">E[around·through] in each case that both know; null where they are independent in each.</param>
    /// <param name="tied">What both of two samples share through the same weight, beside what they share on each way.</param>
    /// <param name="asked">What later steps read.</param>
    public static LayerState Of(LayerState around, LayerState through, double[]? products, double tied, ForecastNeeds asked)
    {
        Scenario[] cases = Cases(around, through, products);
        Scenario all = Scenario.Average(cases);
        var nodes = new NodeList();
        for (int k = 0; k < cases.Length && asked.Nodes; k++)
        {
            double variance = Math.Max(0, cases[k].Power - (cases[k].Mean * cases[k].Mean));
            Quadrature.Fine.Append(nodes, cases[k].Mean, Math.Sqrt(variance), [], cases[k].Weight, k);
        }

        nodes.Values.CopyTo(nodes.Activations);
        nodes.Slopes.Fill(1);
        return new LayerState
        {
            Scenarios = cases,
            Nodes = nodes,
            Mean = all.Mean,
            Power = all.Power,
            Slope = all.Slope,
            SlopePower = all.SlopePower,
            Overlap = asked.Overlap ? around.Overlap + through.Overlap + (2 * ((around.Mean * through.Mean) + tied)) : double.NaN,
        };
    }

    // Where both ways know the same cases, a sample is in the same one on both.
    private static Scenario[] Cases(LayerState around, LayerState through, double[]? products)
    {
        if (around.Scenarios.Length != through.Scenarios.Length)
        {
            return [Sum(weight: 1, around.Mean, around.Power, through.Mean, through.Power, around.Mean * through.Mean)];
        }

        products ??= [.. around.Scenarios.Zip(through.Scenarios, static (x, f) => x.Mean * f.Mean)];
        return
        [
            .. around.Scenarios.Select((x, k) =>
                Sum(x.Weight, x.Mean, around.PowerOf(x), through.Scenarios[k].Mean, through.PowerOf(through.Scenarios[k]), products[k])),
        ];
    }

    private static Scenario Sum(double weight, double mean, double power, double addedMean, double addedPower, double product) =>
        new(weight, double.NaN, double.NaN) { Mean = mean + addedMean, Power = power + addedPower + (2 * product), Slope = 1, SlopePower = 1 };
}
