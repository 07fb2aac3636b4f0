using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>
/// Where a residual connection ends that goes around more than a layer of weights: the powers of both ways add up (Yang and Schoenholz, "Mean field residual networks", 2017), and
/// the gradient goes back both ways.
/// </summary>
/// <param name="fork">Where the connection begins.</param>
/// <param name="projection">The weights that it goes through; null where it has none.</param>
internal sealed class SumStep(ForkStep fork, WeightsStep? projection) : IForecastStep
{
    /// <inheritdoc/>
    public bool ReadsNodes => false;

    /// <inheritdoc/>
    public bool ReadsOverlap => false;

    /// <inheritdoc/>
    public double[] Turns(double power) => [];

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked)
    {
        LayerState around = projection?.Forward(fork.Around!, asked with { Nodes = true }) ?? fork.Around!;
        return SummedState.Of(around, inputs, products: null, tied: 0, asked);
    }

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        BackwardMoments around = gradient.CopyTo(projection?.Outputs ?? fork.Around!);
        double passed = projection?.Backward(around, fork.Around!, power) ?? 1;
        fork.Back = (around, power * passed);
        gradient.Become(gradient.CopyTo(inputs));
        return 1;
    }
}
