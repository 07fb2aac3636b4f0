using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C6: at which layer a product of gains leaves float16.</summary>
internal sealed class HalfPrecisionOverflow : IExperiment
{
    // The largest of some ten thousand normal numbers, 64 samples of 256 units, lies at four standard deviations.
    private const double LargestInDeviations = 4;

    public string Id => "C6";

    public string Claim => "Weights > 1 and depth: the product explodes, past float16's 65504 at a predictable layer.";

    public Finding Run(Effort effort)
    {
        var network = new ReluStack();
        WeightScheme below1 = WeightSchemes.Uniform(0.4);
        WeightScheme[] schemes = [WeightSchemes.Normal(1), WeightSchemes.Positive, WeightSchemes.Normal(0.5), below1, WeightSchemes.HeNormal];
        Profile[] profiles = [.. schemes.Select(scheme => Profiler.Measure(network, scheme, effort))];
        int?[] predicted = [.. profiles.Select(PredictedLayer)];
        int?[] measured = [.. profiles.Select(MeasuredLayer)];

        int below1Index = Array.IndexOf(schemes, below1);
        bool isPredictable = predicted.SequenceEqual(measured);
        bool needsLargeWeights = measured[below1Index] is null;
        return new Finding(
            !isPredictable ? Verdict.Fails : needsLargeWeights ? Verdict.Holds : Verdict.InPart,
            Text(profiles, predicted),
            Text(profiles, measured),
            "The layer is the predicted one. But no weight needs to be greater than 1: what must be is the gain, √(fanIn·E[w²]/2) with ReLU, which "
            + $"{below1.Name} already makes {Format.Times(profiles[below1Index].SignalGains[5])} at width 256.",
            [
                new Curves("The largest activation, ReLU", "The largest of 64 samples. Dashed: four predicted standard deviations.", "layer", "largest activation",
                [
                    .. profiles.Select(static (profile, i) => new Series(
                        profile.Name,
                        i,
                        Series.OfLayers(profile.Prediction.Layers.Select(static layer => LargestInDeviations * Math.Sqrt(layer.PreActivationVariance)))) { IsPrediction = true }),
                    .. profiles.Select(static (profile, i) => new Series(profile.Name, i, Series.OfLayers(profile.LargestActivations))),
                ])
                {
                    HasLogY = true,
                    Level = ((double)Half.MaxValue, "65504"),
                },
            ]);
    }

    private static int? PredictedLayer(Profile profile) =>
        First(profile.Prediction.Layers.Select(static layer => LargestInDeviations * Math.Sqrt(layer.PreActivationVariance)));

    private static int? MeasuredLayer(Profile profile) => First(profile.LargestActivations);

    private static int? First(IEnumerable<double> largest)
    {
        int index = largest.ToList().FindIndex(static value => Half.IsInfinity((Half)value));
        return index < 0 ? null : index + 1;
    }

    private static string Text(Profile[] profiles, int?[] layers) =>
        string.Join(", ", profiles.Select((profile, i) => $"{profile.Name}: {(layers[i] is { } layer ? $"layer {layer}" : "never")}"));
}
