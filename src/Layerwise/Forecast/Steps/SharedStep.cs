using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>
/// Behind the last layer that several outputs share: hands on what it is given, and remembers it for the branches behind the first. On the way back the gradients of all branches
/// meet here; they are independent, and their powers add up.
/// </summary>
internal sealed class SharedStep : IForecastStep
{
    /// <summary>What each branch is given, after the way forward.</summary>
    public LayerState? State { get; private set; }

    /// <summary>The power of the gradients that came back from the branches behind the first.</summary>
    public double Added { get; set; }

    // A branch may read them, and they must not be those of another step by then.
    /// <inheritdoc/>
    public bool ReadsNodes => true;

    /// <inheritdoc/>
    public bool ReadsOverlap => false;

    /// <inheritdoc/>
    public double[] Turns(double power) => [];

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked) => State = inputs;

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power) => power > 0 ? (power + Added) / power : 1;
}

/// <summary>Where another branch begins: the signal is again what the outputs share, and on the way back the branch before begins with the gradient that its loss gives.</summary>
/// <param name="shared">What the branches begin at.</param>
/// <param name="lossWeight">The factor on the gradient at the end of the branch before.</param>
internal sealed class BranchStep(SharedStep shared, double lossWeight) : IForecastStep
{
    /// <summary>The power of the gradient at the end of the branch before.</summary>
    public double PowerBefore => lossWeight * lossWeight;

    /// <inheritdoc/>
    public bool ReadsNodes => false;

    /// <inheritdoc/>
    public bool ReadsOverlap => false;

    /// <inheritdoc/>
    public double[] Turns(double power) => [];

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked) => shared.State!;

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        shared.Added += power;
        gradient.Become(new BackwardMoments(inputs));
        return 1;
    }
}
