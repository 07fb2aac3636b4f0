using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

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
        bool knowsProducts = inner.ReadsNodes && !added.IsRowwise && inputs.Scenarios.Length == added.Scenarios.Length;
        double[]? products = knowsProducts ? ProductsOfNodes(inputs, added) : null;
        double tied = inner.Diagonal * added.Slope * (inputs.Overlap - (inputs.Mean * inputs.Mean));
        return SummedState.Of(inputs, added, products, tied, asked);
    }

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        BackwardMoments around = gradient.CopyTo(inputs);
        double through = inner.Backward(gradient.CopyTo(inner.Outputs), inputs, power);
        gradient.Become(around);
        return 1 + (2 * inner.Diagonal * inner.Outputs.Slope) + through;
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
}
