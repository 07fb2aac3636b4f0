using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>
/// Where a residual connection begins that goes around more than a layer of weights: hands on what it is given, and remembers it. On the way back the gradients of both ways meet
/// here; they are independent, and their powers add up.
/// </summary>
/// <param name="next">The step behind it.</param>
internal sealed class ForkStep(IForecastStep next) : IForecastStep
{
    /// <summary>What goes around, after the way forward.</summary>
    public LayerState? Around { get; private set; }

    /// <summary>The gradient that comes back around, once the way back has passed the sum.</summary>
    public (BackwardMoments Gradient, double Power) Back { get; set; }

    /// <inheritdoc/>
    public bool ReadsNodes => next.ReadsNodes;

    /// <inheritdoc/>
    public bool ReadsOverlap => false;

    /// <inheritdoc/>
    public double[] Turns(double power) => next.Turns(power);

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked) => Around = inputs;

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        (BackwardMoments around, double added) = Back;
        gradient.Become(around);
        return power > 0 ? (power + added) / power : 1;
    }
}
