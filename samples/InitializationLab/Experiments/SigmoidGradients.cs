using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C5: what a row of sigmoids leaves of the gradient.</summary>
internal sealed class SigmoidGradients : IExperiment
{
    public string Id => "C5";

    public string Claim => "σ′ ≤ 1/4: each sigmoid layer shrinks the gradient; depth multiplies it.";

    public Finding Run(Effort effort)
    {
        var network = new SigmoidStack();
        Profile xavier = Profiler.Measure(network, WeightSchemes.XavierNormal, effort);
        Profile fourfold = Profiler.Measure(network, WeightSchemes.Normal(0.25), effort);
        Profile large = Profiler.Measure(network, WeightSchemes.Normal(1), effort);
        Profile tanh = Profiler.Measure(new TanhStack(), WeightSchemes.XavierNormal, effort);

        bool xavierShrinks = xavier.GradientGains.All(static gain => gain < 0.26);
        bool allShrink = fourfold.GradientGains.Concat(large.GradientGains).All(static gain => gain < 1);
        return new Finding(
            !xavierShrinks ? Verdict.Fails : allShrink ? Verdict.Holds : Verdict.InPart,
            $"XavierNormal {Format.Times(xavier.Prediction.Layers[5].GradientGain)} a layer, {Format.Number(xavier.PredictedGradient[0])} after 12; "
            + $"N(0, 0.25²) {Format.Times(fourfold.Prediction.Layers[5].GradientGain)}, N(0, 1²) {Format.Times(large.Prediction.Layers[5].GradientGain)} a layer",
            $"XavierNormal {Format.Times(xavier.GradientGains[5])} a layer, {Format.Number(xavier.Gradient[0])} after 12; "
            + $"N(0, 0.25²) {Format.Times(fourfold.GradientGains[5])}, N(0, 1²) {Format.Times(large.GradientGains[5])} a layer",
            "With Xavier's weights it does: a little less than a quarter is left by each layer. The weights count as much as σ′: their factor is √(fanOut·Var(w)·E[σ′²]), and with N(0,1) at "
            + "width 256 that is more than 1, though most units are saturated.",
            [
                Curves.Gradient("Gradient over depth, sigmoid", "Begins with 1 at the outputs and goes to the left. Dashed: predicted.", xavier, fourfold, large),
                Curves.Gradient("Gradient over depth, tanh", "For comparison: what twelve layers of tanh leave with Xavier's weights.", tanh),
            ]);
    }
}
