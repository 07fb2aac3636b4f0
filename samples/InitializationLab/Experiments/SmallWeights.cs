using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C3: weights too small for the width.</summary>
internal sealed class SmallWeights : IExperiment
{
    // What LW5001 and LW5003 call vanished.
    private const double Vanished = 1e-4;

    public string Id => "C3";

    public string Claim => "Weights too small (0.01·N) in a deep tanh net: activations collapse to 0, gradients vanish.";

    public Finding Run(Effort effort)
    {
        var network = new TanhStack();
        Profile small = Profiler.Measure(network, WeightSchemes.Normal(0.01), effort);
        Profile xavier = Profiler.Measure(network, WeightSchemes.XavierNormal, effort);
        Profile large = Profiler.Measure(network, WeightSchemes.Normal(1), effort);

        bool vanishes = small.Signal[^1] < Vanished && small.Gradient[0] < Vanished;
        return new Finding(
            !vanishes ? Verdict.Fails : small.WorstDisagreement() < 0.1 ? Verdict.Holds : Verdict.InPart,
            $"signal {Format.Times(small.Prediction.Layers[1].SignalGain)} and gradient {Format.Times(small.Prediction.Layers[1].GradientGain)} a layer; after 12 layers "
            + $"{Format.Number(small.PredictedSignal[^1])} and {Format.Number(small.PredictedGradient[0])}",
            $"signal {Format.Times(small.SignalGains[1])} and gradient {Format.Times(small.GradientGains[1])} a layer; after 12 layers "
            + $"{Format.Number(small.Signal[^1])} and {Format.Number(small.Gradient[0])}",
            "At width 256 each layer leaves 0.01·√256 = 0.16 of both. What counts is σ·√fanIn, not σ: at width 10 000, 0.01 is Xavier's own deviation.",
            [
                new Histograms("Activations of deep tanh", "Twelve layers of 256 units, of which every second is shown. Too small: all at 0. Too large: all at ±1.",
                    [.. new[] { small, xavier, large }.Select(static profile => (profile.Name, EverySecond(profile.Activations)))], -1, 1),
                Curves.Signal("Signal over depth, tanh", "Layer 0 are the inputs.", small, xavier, large),
                Curves.Gradient("Gradient over depth, tanh", "Begins with 1 at the outputs and goes to the left.", small, xavier, large),
            ]);
    }

    private static float[][] EverySecond(IReadOnlyList<float[]> layers) => [.. layers.Where(static (_, l) => l % 2 == 1)];
}
