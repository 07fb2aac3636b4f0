namespace Layerwise.Forecast;

/// <summary>
/// Where a residual connection ends that goes around more than a layer of weights: the powers of both ways add up (Yang and Schoenholz, "Mean field residual networks", 2017), and
/// the gradient goes back both ways.
/// </summary>
/// <param name="fork">Where the connection begins.</param>
internal sealed class SumStep(ForkStep fork) : IForecastStep
{
    /// <inheritdoc/>
    public bool ReadsNodes => false;

    /// <inheritdoc/>
    public bool ReadsOverlap => false;

    /// <inheritdoc/>
    public double[] Turns(double power) => [];

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked) => SummedState.Of(fork.Around!, inputs, products: null, tied: 0, asked);

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        fork.Back = (gradient.CopyTo(fork.Around!), power);
        gradient.Become(gradient.CopyTo(inputs));
        return 1;
    }
}
