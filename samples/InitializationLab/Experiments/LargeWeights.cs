using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C4: weights too large for the width.</summary>
internal sealed class LargeWeights : IExperiment
{
    private const double Exploded = 1e3;

    public string Id => "C4";

    public string Claim => "Weights too large (N(0,1), U(0,1)): tanh and sigmoid saturate; ReLU explodes.";

    public Finding Run(Effort effort)
    {
        WeightScheme normal = WeightSchemes.Normal(1);
        Profile tanhNormal = Profiler.Measure(new TanhStack(), normal, effort);
        Profile tanhPositive = Profiler.Measure(new TanhStack(), WeightSchemes.Positive, effort);
        Profile sigmoidNormal = Profiler.Measure(new SigmoidStack(), normal, effort);
        Profile sigmoidPositive = Profiler.Measure(new SigmoidStack(), WeightSchemes.Positive, effort);
        Profile reluNormal = Profiler.Measure(new ReluStack(), normal, effort);
        Profile reluPositive = Profiler.Measure(new ReluStack(), WeightSchemes.Positive, effort);

        (string Name, Profile Profile)[] saturating =
        [
            ("tanh N(0,1)", tanhNormal), ("tanh U(0,1)", tanhPositive), ("sigmoid N(0,1)", sigmoidNormal), ("sigmoid U(0,1)", sigmoidPositive),
        ];
        bool saturates = saturating.All(static item => Measured(item.Profile) > 0.5);
        bool explodes = reluNormal.Signal[^1] > Exploded && reluPositive.Signal[^1] > Exploded;
        return new Finding(
            saturates && explodes ? Verdict.Holds : saturates || explodes ? Verdict.InPart : Verdict.Fails,
            $"saturated: {string.Join(", ", saturating.Select(static item => $"{item.Name} {Format.Percent(Predicted(item.Profile))}"))}; "
            + $"ReLU {Format.Times(reluNormal.Prediction.Layers[5].SignalGain)} and {Format.Times(reluPositive.Prediction.Layers[5].SignalGain)} a layer",
            $"saturated: {string.Join(", ", saturating.Select(static item => $"{item.Name} {Format.Percent(Measured(item.Profile))}"))}; "
            + $"ReLU {Format.Times(reluNormal.SignalGains[5])} and {Format.Times(reluPositive.SignalGains[5])} a layer",
            $"Saturated is not vanished: the few units of the N(0,1) tanh net that still move have weights so large that its gradient grows {Format.Times(tanhNormal.GradientGains[5])} a layer. "
            + $"Under U(0,1) it is {Format.Times(tanhPositive.GradientGains[5])}, because a sample drives all units to the same side; "
            + "those that stay near 0 in every layer are so rare that no batch holds one.",
            [
                SaturatedShares(saturating),
                Curves.Signal("Signal over depth, ReLU", "Dashed: predicted.", reluNormal, reluPositive),
                Curves.Gradient("Gradient over depth, tanh", "Where a line ends, the gradient is 0. Dashed: predicted.", tanhNormal, tanhPositive),
            ]);
    }

    // In the middle of the network, where neither the inputs nor the outputs matter.
    private static double Measured(Profile profile) => profile.SaturatedShares[5];

    private static double Predicted(Profile profile) => profile.Prediction.Layers[5].SaturatedShare;

    private static Curves SaturatedShares((string Name, Profile Profile)[] profiles) => new(
        "Tanh and sigmoid saturate", "Share of units and samples with less than a hundredth of the largest derivative. Dashed: predicted.", "layer", "saturated share",
        [
            .. profiles.Select(static (item, i) =>
                new Series(item.Name, i, Series.OfLayers(item.Profile.Prediction.Layers.Select(static layer => layer.SaturatedShare))) { IsPrediction = true }),
            .. profiles.Select(static (item, i) => new Series(item.Name, i, Series.OfLayers(item.Profile.SaturatedShares))),
        ])
    {
        YRange = (0, 1),
    };
}
