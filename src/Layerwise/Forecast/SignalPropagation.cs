using Layerwise.Forecast;

namespace Layerwise;

/// <summary>
/// Mean-field theory: how the signal and the gradient of a network grow or shrink from layer to layer at birth, told from its declaration.
/// </summary>
/// <remarks>
/// <para>
/// Pre-activations z of wide layers are Gaussian. With n inputs x, weights of mean 0 and variance v, and bias b: E[z] = b, Var[z] = n·v·E[x²], and
/// E[a], E[a²], E[φ′], E[φ′²] are integrals over that Gaussian. The gradient goes back by E[(∂L/∂x)²] = m·v·E[φ′²]·E[(∂L/∂a)²] with m outputs
/// (Glorot &amp; Bengio 2010; He et al. 2015; Poole et al. 2016; Schoenholz et al. 2017).
/// </para>
/// <para>
/// Weights about a mean other than 0 make the units of a layer move together, so that what they have in common is carried beside what each has
/// of its own, forward and backward. Weights on the diagonal alone hand on the distribution itself, and φ′ here stays tied to φ′ there.
/// Batch normalization divides by the deviation over the samples, for which the overlap of two samples is carried along (Poole et al. 2016); it
/// makes the gradient of a ReLU network grow by √(π/(π − 1)) a layer (Yang et al. 2019). Dropout multiplies the power of the signal and of the
/// gradient by 1/(1 − p), as it does in training. Layer normalization divides by the deviation over the units of a sample; where a layer's inputs are
/// added to its outputs, the powers of the two add up, and the gradient comes back both ways (He et al. 2016).
/// </para>
/// <para>
/// A single draw of a network scatters about these numbers, the more the narrower and the deeper it is; gains layer by layer scatter least.
/// </para>
/// </remarks>
public static partial class SignalPropagation
{
    /// <summary>Predicts a network from its layers.</summary>
    /// <param name="layers">First to last; each fits the one before.</param>
    /// <param name="inputPower">The mean square E[x²] of the inputs, whose mean is 0: finite, greater than 0. Standardized data has 1.</param>
    /// <exception cref="ArgumentException">There are no layers, or one is not what <see cref="LayerDesign"/> asks for.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputPower"/> is not finite or not greater than 0.</exception>
    public static NetworkPrediction Predict(IReadOnlyList<LayerDesign> layers, double inputPower = 1)
    {
        DesignCheck.Check(layers, inputPower);
        IForecastStep[] steps = ForecastSteps.Of(layers);
        LayerState[] states = Forward(steps, inputPower);
        double[] gains = Backward(steps, states);
        var predictions = new LayerPrediction[steps.Length];
        double power = 1;
        for (int l = steps.Length - 1; l >= 0; l--)
        {
            LayerState outputs = states[l + 1];
            predictions[l] = steps[l].Describe() with
            {
                ActivationMean = outputs.Mean,
                ActivationVariance = Math.Max(0, outputs.Power - (outputs.Mean * outputs.Mean)),
                SignalGain = outputs.Power == 0 ? 0 : Math.Sqrt(outputs.Power / states[l].Power),
                SignalRms = Math.Sqrt(outputs.Power),
                GradientGain = Math.Sqrt(gains[l]),
                GradientRms = Math.Sqrt(power),
            };
            power *= gains[l];
        }

        return new NetworkPrediction(inputPower, predictions);
    }

    // What each step is given, and behind it what the last one hands on.
    private static LayerState[] Forward(IForecastStep[] steps, double inputPower)
    {
        var states = new LayerState[steps.Length + 1];
        states[0] = ForwardMoments.Inputs(inputPower, steps[0].Turns(inputPower));
        int lastComparing = Array.FindLastIndex(steps, static step => step.ReadsOverlap);
        var passing = new NodeList();
        for (int l = 0; l < steps.Length; l++)
        {
            var asked = new ForecastNeeds(Nodes: l + 1 < steps.Length && steps[l + 1].ReadsNodes, Overlap: l < lastComparing, passing);
            states[l + 1] = steps[l].Forward(states[l], asked);
        }

        return states;
    }

    // The power of the gradient behind each step over that before it.
    private static double[] Backward(IForecastStep[] steps, LayerState[] states)
    {
        var gradient = new BackwardMoments(states[steps.Length]);
        double[] gains = new double[steps.Length];
        for (int l = steps.Length - 1; l >= 0; l--) gains[l] = steps[l].Backward(gradient, states[l]);
        return gains;
    }
}
