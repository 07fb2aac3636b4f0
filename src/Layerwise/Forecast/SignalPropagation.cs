using Layerwise.Forecast;
using Layerwise.Forecast.Integrals;
using Layerwise.Forecast.Moments;
using Layerwise.Forecast.Steps;

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
        var walk = ForecastSteps.Of(layers);
        LayerState[] states = Forward(walk.Steps, inputPower);
        (double[] gains, double[] powers) = Backward(walk.Steps, states, layers[layers.Count - 1].LossWeight);
        LayerPrediction[] predictions =
        [
            .. walk.Layers.Select(layer =>
            {
                LayerState outputs = states[layer.End];
                return layer.Describe() with
                {
                    ActivationMean = outputs.Mean,
                    ActivationVariance = Math.Max(0, outputs.Power - (outputs.Mean * outputs.Mean)),
                    SignalGain = outputs.Power == 0 ? 0 : Math.Sqrt(outputs.Power / states[layer.First].Power),
                    SignalRms = Math.Sqrt(outputs.Power),
                    GradientGain = Math.Sqrt(layer.GradientGain(gains, powers)),
                    GradientRms = Math.Sqrt(powers[layer.End]),
                };
            }),
        ];
        return new NetworkPrediction(inputPower, predictions) { InputGradientRms = Math.Sqrt(powers[0]), OutputRms = OutputRms(layers, predictions) };
    }

    // Over the numbers of all outputs.
    private static double OutputRms(IReadOnlyList<LayerDesign> layers, LayerPrediction[] predictions)
    {
        int[] ends = [.. Enumerable.Range(0, layers.Count).Where(l => l == layers.Count - 1 || (layers[l + 1].Source is { } source && source != l))];
        if (ends.Length == 1) return predictions[ends[0]].SignalRms;
        double power = ends.Sum(end => layers[end].OutputSize * predictions[end].SignalRms * predictions[end].SignalRms);
        return Math.Sqrt(power / ends.Sum(end => layers[end].OutputSize));
    }

    // What each step is given, and behind it what the last one hands on.
    private static LayerState[] Forward(IReadOnlyList<IForecastStep> steps, double inputPower)
    {
        var states = new LayerState[steps.Count + 1];
        states[0] = ForwardMoments.Inputs(inputPower, steps[0].Turns(inputPower));
        int lastComparing = Enumerable.Range(0, steps.Count).Where(step => steps[step].ReadsOverlap).DefaultIfEmpty(-1).Last();
        var passing = new NodeList();
        for (int l = 0; l < steps.Count; l++)
        {
            var asked = new ForecastNeeds(Nodes: l + 1 < steps.Count && steps[l + 1].ReadsNodes, Overlap: l < lastComparing, passing);
            states[l + 1] = steps[l].Forward(states[l], asked);
        }

        return states;
    }

    // The power of the gradient with respect to what each step is given, over that with respect to what it hands on, and by itself; behind them that with respect to the outputs.
    private static (double[] Gains, double[] Powers) Backward(IReadOnlyList<IForecastStep> steps, LayerState[] states, double lossWeight)
    {
        var gradient = new BackwardMoments(states[steps.Count]);
        double[] gains = new double[steps.Count];
        double[] powers = new double[steps.Count + 1];
        powers[steps.Count] = lossWeight * lossWeight;
        for (int l = steps.Count - 1; l >= 0; l--)
        {
            gains[l] = steps[l].Backward(gradient, states[l], powers[l + 1]);
            powers[l] = steps[l] switch
            {
                BranchStep branch => branch.PowerBefore,
                ForkStep fork when powers[l + 1] == 0 => fork.Back.Power,
                SharedStep shared when powers[l + 1] == 0 => shared.Added,
                _ => powers[l + 1] * gains[l],
            };
        }

        return (gains, powers);
    }
}
