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
/// gradient by 1/(1 − p), as it does in training.
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
        int count = layers.Count;
        var curves = new CurveCache();
        var states = new LayerState[count + 1];
        var predictions = new LayerPrediction[count];
        states[0] = ForwardMoments.Inputs(inputPower, layers[0], curves.Of(layers[0]));
        int lastAsking = LastAskingForOverlap(layers, curves);
        var passing = new NodeList();
        for (int l = 0; l < count; l++)
        {
            ActivationCurve? curve = curves.Of(layers[l]);
            bool staysTied = layers[l].Diagonal is not null || (l + 1 < count && layers[l + 1].Diagonal is not null);
            NodeList nodes = staysTied ? new NodeList() : passing;
            nodes.Clear();
            PreActivations z = PreActivations.Of(layers[l], states[l], curve, nodes);
            states[l + 1] = ForwardMoments.Through(layers[l], curve, z, needsOverlap: l < lastAsking);
            predictions[l] = Describe(states[l], states[l + 1], z, curve);
        }

        AddGradients(layers, states, predictions);
        return new NetworkPrediction(inputPower, predictions);
    }

    // Two samples are compared only for the sake of batch normalization and of units that may be dead for all of them.
    private static int LastAskingForOverlap(IReadOnlyList<LayerDesign> layers, CurveCache curves)
    {
        int last = layers.Count - 1;
        while (last >= 0 && !layers[last].BatchNormalization && curves.Of(layers[last]) is not { IsSomewhereFlat: true }) last--;
        return last;
    }

    private static LayerPrediction Describe(LayerState inputs, LayerState outputs, PreActivations z, ActivationCurve? curve) => new()
    {
        PreActivationMean = z.LinearMean,
        PreActivationVariance = z.LinearVariance,
        ActivationMean = outputs.Mean,
        ActivationVariance = Math.Max(0, outputs.Power - (outputs.Mean * outputs.Mean)),
        DerivativeMean = outputs.Slope,
        DerivativePower = outputs.SlopePower,
        SignalGain = outputs.Power == 0 ? 0 : Math.Sqrt(outputs.Power / inputs.Power),
        SignalRms = Math.Sqrt(outputs.Power),
        SaturatedShare = curve is null ? 0 : Flatness.SaturatedShare(curve, z, outputs),
        DeadUnitRisk = curve is null ? 0 : Flatness.DeadUnitRisk(curve, z),
    };

    private static void AddGradients(IReadOnlyList<LayerDesign> layers, LayerState[] states, LayerPrediction[] predictions)
    {
        var backward = new BackwardMoments(states[layers.Count]);
        double power = 1;
        for (int l = layers.Count - 1; l >= 0; l--)
        {
            double gain = backward.Through(layers[l], states[l + 1], states[l]);
            predictions[l] = predictions[l] with { GradientGain = Math.Sqrt(gain), GradientRms = Math.Sqrt(power) };
            power *= gain;
        }
    }
}
