using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C8: Xavier's initializer with the activation it was made for, and with the one it was not.</summary>
internal sealed class XavierWithTanhAndRelu : IExperiment
{
    // Half of it or more after twelve layers: otherwise "keeps" is too strong a word.
    private const double Kept = 0.5;

    public string Id => "C8";

    public string Claim => "Xavier keeps tanh signal and gradient; with ReLU it halves the second moment at every layer.";

    public Finding Run(Effort effort)
    {
        Profile tanh = Profiler.Measure(new TanhStack(), WeightSchemes.XavierNormal with { Name = "tanh, XavierNormal" }, effort);
        Profile relu = Profiler.Measure(new ReluStack(), WeightSchemes.XavierNormal with { Name = "ReLU, XavierNormal" }, effort);
        Profile he = Profiler.Measure(new ReluStack(), WeightSchemes.HeNormal with { Name = "ReLU, HeNormal" }, effort);

        bool halves = relu.SignalGains.All(static gain => gain * gain is > 0.4 and < 0.6);
        bool keeps = tanh.Signal[^1] > Kept && tanh.Gradient[0] > Kept;
        return new Finding(
            halves && keeps ? Verdict.Holds : halves || keeps ? Verdict.InPart : Verdict.Fails,
            $"tanh: signal {Steps(tanh.Prediction.Layers.Select(static layer => layer.SignalGain))}, {Format.Number(tanh.PredictedSignal[^1])} after 12 layers, gradient {Format.Number(tanh.PredictedGradient[0])}; "
            + $"ReLU: second moment {Format.Times(Square(relu.Prediction.Layers[5].SignalGain))} a layer",
            $"tanh: signal {Steps(tanh.SignalGains)}, {Format.Number(tanh.Signal[^1])} after 12 layers, gradient {Format.Number(tanh.Gradient[0])}; "
            + $"ReLU: second moment {Format.Times(Square(relu.SignalGains[5]))} a layer",
            "With ReLU it does. Of tanh's signal the first layer takes a third, and each that follows less and less, because the smaller the signal, the more tanh resembles a "
            + "straight line. It never vanishes exponentially, but a fifth after twelve layers is not kept.",
            [
                Curves.Signal("Signal over depth", "Dashed: predicted.", tanh, relu, he),
                Curves.Gradient("Gradient over depth", "Begins with 1 at the outputs and goes to the left.", tanh, relu, he),
                new Histograms("Activations of deep ReLU, zeros left out", "Every second of twelve layers. Xavier's shrink towards 0, He's stay. What is beyond 3 is counted at 3.",
                    [.. new[] { relu, he }.Select(static profile => (profile.Name, Positive(profile.Activations)))], 0, 3),
            ]);
    }

    private static float[][] Positive(IReadOnlyList<float[]> layers) =>
        [.. layers.Where(static (_, l) => l % 2 == 1).Select(static layer => layer.Where(static a => a > 0).ToArray())];

    private static double Square(double value) => value * value;

    private static string Steps(IEnumerable<double> gains)
    {
        double[] all = [.. gains];
        return $"{Format.Times(all[0])}, {Format.Times(all[4])}, {Format.Times(all[8])} at layers 1, 5, 9";
    }
}
