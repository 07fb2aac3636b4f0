using Layerwise.Forecast;

namespace Layerwise;

/// <summary>
/// What is to be expected of a layer before the first step of training, averaged over units, samples and seeds. NaN stands for what is not
/// known: a user's own activation, what left the range of double, and all that depends on it.
/// </summary>
public sealed record LayerPrediction
{
    /// <summary>E[z], z = x·W + b before any normalization.</summary>
    public double PreActivationMean { get; init; }

    /// <summary>Var[z], of the same z.</summary>
    public double PreActivationVariance { get; init; }

    /// <summary>E[a], a = φ(z) or φ of the normalized z, after dropout, and with the inputs where these are added.</summary>
    public double ActivationMean { get; init; }

    /// <summary>Var[a].</summary>
    public double ActivationVariance { get; init; }

    /// <summary>E[φ′]. Of a softmax, of the diagonal of its Jacobian.</summary>
    public double DerivativeMean { get; init; }

    /// <summary>E[φ′²]: the part of the gradient's power that the activation lets through. Of a softmax, what its whole Jacobian lets through.</summary>
    public double DerivativePower { get; init; }

    /// <summary>√(E[a²] / E[x²]): by how much the layer makes the signal larger. It is E[a²]/0 = ∞ after a layer of nothing but zeros, and 0 where both are 0.</summary>
    public double SignalGain { get; init; }

    /// <summary>√(E[(∂L/∂x)²] / E[(∂L/∂a)²]): by how much the layer makes the gradient larger on its way back.</summary>
    public double GradientGain { get; init; }

    /// <summary>√E[a²].</summary>
    public double SignalRms { get; init; }

    /// <summary>√E[(∂L/∂a)²] where the gradient that enters at the outputs is 1: the product of the gradient gains of the layers above.</summary>
    public double GradientRms { get; init; }

    /// <summary>
    /// P(|φ′(z)| &lt; 0.01·max|φ′|) in the tails: the share of units and samples that pass almost no gradient on. Half of them with a ReLU, which means
    /// no harm there. Of a GRU or an LSTM, of its gates. 0 for a softmax.
    /// </summary>
    public double SaturatedShare { get; init; }

    /// <summary>
    /// The expected share of units whose gradient is exactly 0 for 999 of 1000 samples or more. 0 for activations that are nowhere flat.
    /// </summary>
    public double DeadUnitRisk { get; init; }

    /// <summary>What becomes of signal and gradient from step to step of a recurrent layer; null for every other layer, and where it is not known.</summary>
    public TimePrediction? OverTime { get; init; }

    /// <summary>Whether the signal that leaves the layer is known.</summary>
    public bool IsKnown => !double.IsNaN(SignalRms);

    /// <summary>For people: "signal ×0.95, gradient ×1.02, saturated 0.0 %, dead 1.2 %", the same in every culture.</summary>
    public override string ToString() =>
        $"signal {ForecastText.Gain(SignalGain)}, gradient {ForecastText.Gain(GradientGain)}, " +
        $"saturated {ForecastText.Share(SaturatedShare)}, dead {ForecastText.Share(DeadUnitRisk)}";
}
