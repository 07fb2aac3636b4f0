using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>Signal and gradient of a network at birth, layer by layer, measured over several draws and predicted.</summary>
/// <param name="scheme">How the weights are drawn.</param>
/// <param name="prediction">What the library predicts for it.</param>
internal sealed class Profile(WeightScheme scheme, NetworkPrediction prediction)
{
    private readonly Accumulator[] _layers = [.. prediction.Layers.Select(static _ => new Accumulator())];
    private int _draws;

    public string Name => scheme.Name;

    public NetworkPrediction Prediction => prediction;

    public int Depth => _layers.Length;

    /// <summary>√(E[a²]/E[x²]) of each layer.</summary>
    public double[] SignalGains => [.. _layers.Select(layer => Math.Sqrt(layer.SignalRatio / _draws))];

    /// <summary>√(E[(∂L/∂x)²]/E[(∂L/∂a)²]) of each layer.</summary>
    public double[] GradientGains => [.. _layers.Select(layer => Math.Sqrt(layer.GradientRatio / _draws))];

    /// <summary>Root mean square of the inputs, which is 1, and of each layer's activations; the geometric mean over the draws.</summary>
    public double[] Signal => [1, .. _layers.Select(layer => Math.Exp(layer.LogSignal / _draws))];

    /// <summary>Root mean square of the gradient with respect to the inputs and to each layer's activations, the last of which is 1.</summary>
    public double[] Gradient => [.. _layers.Select(layer => Math.Exp(layer.LogGradient / _draws)), 1];

    /// <summary>What <see cref="Signal"/> is predicted to be.</summary>
    public double[] PredictedSignal => [1, .. prediction.Layers.Select(static layer => layer.SignalRms)];

    /// <summary>What <see cref="Gradient"/> is predicted to be.</summary>
    public double[] PredictedGradient => [AsFloat(prediction.GradientGain), .. prediction.Layers.Select(static layer => AsFloat(layer.GradientRms))];

    // What no float holds, no measurement can show.
    private static double AsFloat(double value) => value < 1.2e-38 ? 0 : value;

    /// <summary>Share of units and samples of each layer with less than a hundredth of the largest derivative.</summary>
    public double[] SaturatedShares => [.. _layers.Select(layer => layer.Saturated / _draws)];

    /// <summary>The largest |a| of each layer, in the median draw.</summary>
    public double[] LargestActivations => [.. _layers.Select(static layer => layer.Largest.Order().ElementAt(layer.Largest.Count / 2))];

    /// <summary>Activations of each layer in one draw.</summary>
    public IReadOnlyList<float[]> Activations { get; private set; } = [];

    /// <summary>Adds one draw.</summary>
    public void Add(ProfileDraw draw)
    {
        _draws++;
        for (int l = 0; l < _layers.Length; l++)
        {
            Accumulator layer = _layers[l];
            layer.SignalRatio += draw.SignalPower[l] == 0 ? 0 : draw.SignalPower[l + 1] / draw.SignalPower[l];
            layer.GradientRatio += draw.GradientPower[l + 1] == 0 ? 0 : draw.GradientPower[l] / draw.GradientPower[l + 1];
            layer.LogSignal += Math.Log(draw.SignalPower[l + 1] / draw.SignalPower[0]) / 2;
            layer.LogGradient += Math.Log(draw.GradientPower[l] / draw.GradientPower[^1]) / 2;
            layer.Saturated += draw.Saturated[l];
            layer.Largest.Add(Moments.Largest(draw.Activations[l]));
        }

        if (Activations.Count == 0) Activations = draw.Activations;
    }

    /// <summary>By how much the worst measured gain differs from its prediction, as a share of it.</summary>
    public double WorstDisagreement() => prediction.Layers
        .Select((layer, l) => Math.Max(Off(SignalGains[l], layer.SignalGain), Off(GradientGains[l], layer.GradientGain)))
        .Max();

    private static double Off(double measured, double predicted) => measured == predicted ? 0 : Math.Abs((measured / predicted) - 1);

    private sealed class Accumulator
    {
        public double SignalRatio { get; set; }

        public double GradientRatio { get; set; }

        public double LogSignal { get; set; }

        public double LogGradient { get; set; }

        public double Saturated { get; set; }

        public List<double> Largest { get; } = [];
    }
}
