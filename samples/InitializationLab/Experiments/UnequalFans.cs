using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C7: forward and backward want different variances.</summary>
internal sealed class UnequalFans : IExperiment
{
    // A fiftieth of the weights of the other stacks, and the more scatter.
    private const int DrawsFactor = 8;

    public string Id => "C7";

    public string Claim => "Forward stability wants n_in·Var(w) = 1, backward wants n_out·Var(w) = 1; both hold only if n_in = n_out; Xavier takes the mean.";

    public Finding Run(Effort effort)
    {
        var network = new UnequalStack();
        Effort more = effort with { Draws = DrawsFactor * effort.Draws };
        Profile forward = Profiler.Measure(network, WeightSchemes.LeCunNormal, more);
        Profile backward = Profiler.Measure(network, WeightSchemes.FanOut, more);
        Profile xavier = Profiler.Measure(network, WeightSchemes.XavierNormal, more);

        LayerInfo[] layers = UnequalStack.Layers.ToArray();
        bool eachKeepsItsOwn = forward.SignalGains.Concat(backward.GradientGains).All(IsKept);
        bool bothOnlyIfEqual = new[] { forward, backward, xavier }.All(profile => layers
            .Select((layer, l) => (IsKept(profile.SignalGains[l]) && IsKept(profile.GradientGains[l])) == (layer.FanIn == layer.FanOut))
            .All(static asClaimed => asClaimed));
        bool agrees = new[] { forward, backward, xavier }.All(static profile => profile.WorstDisagreement() < 0.1);
        return new Finding(
            eachKeepsItsOwn && bothOnlyIfEqual && agrees ? Verdict.Holds : Verdict.Fails,
            $"at 512→128: {Gains(forward, Predicted)}; {Gains(backward, Predicted)}; {Gains(xavier, Predicted)}",
            $"at 512→128: {Gains(forward, Measured)}; {Gains(backward, Measured)}; {Gains(xavier, Measured)}",
            "Xavier's 1/Var(w) is the mean of n_in and n_out, so that the signal grows by what the gradient does not keep, and at most by √2 where n_in is much larger.",
            [
                OverRatio("Signal gain, linear layers", "√(n_in·Var(w)): kept by 1/n_in.", "signal gain", layers, Predicted, static gains => gains.Signal, forward, backward, xavier),
                OverRatio("Gradient gain, linear layers", "√(n_out·Var(w)): kept by 1/n_out.", "gradient gain", layers, Predicted, static gains => gains.Gradient, forward, backward, xavier),
            ]);
    }

    private static bool IsKept(double gain) => gain is > 0.9 and < 1.1;

    private static (double Signal, double Gradient) Measured(Profile profile, int layer) => (profile.SignalGains[layer], profile.GradientGains[layer]);

    private static (double Signal, double Gradient) Predicted(Profile profile, int layer) =>
        (profile.Prediction.Layers[layer].SignalGain, profile.Prediction.Layers[layer].GradientGain);

    private static string Gains(Profile profile, Func<Profile, int, (double Signal, double Gradient)> source)
    {
        (double signal, double gradient) = source(profile, 1);
        return $"{profile.Name} signal {Format.Times(signal)}, gradient {Format.Times(gradient)}";
    }

    private static Curves OverRatio(
        string title, string note, string label, LayerInfo[] layers, Func<Profile, int, (double Signal, double Gradient)> predicted,
        Func<(double Signal, double Gradient), double> side, params Profile[] profiles)
    {
        (double X, double Y)[] Points(Profile profile, Func<Profile, int, (double Signal, double Gradient)> source) =>
            [.. layers.Select((layer, l) => ((double)layer.FanIn / layer.FanOut, side(source(profile, l)))).OrderBy(static point => point.Item1)];

        return new Curves(title, note, "n_in / n_out", label,
        [
            .. profiles.Select((profile, i) => new Series(profile.Name, i, Points(profile, predicted)) { IsPrediction = true }),
            .. profiles.Select((profile, i) => new Series(profile.Name, i, Points(profile, Measured))),
        ])
        {
            HasLogX = true,
            HasLogY = true,
        };
    }
}
