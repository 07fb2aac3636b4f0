using System.Globalization;
using Layerwise.Text;

namespace Layerwise;

/// <summary>
/// What a training pass over some samples shows of a network: dead and saturated units, gradients layer by layer, and what may keep it from learning. The rules
/// forecast these before the first step; this is what has become of them.
/// </summary>
public sealed class HealthReport
{
    /// <summary>Samples that a report looks at by default.</summary>
    internal const int DefaultSamples = 256;

    private HealthReport(HealthNumbers numbers, IReadOnlyList<HealthFinding> findings)
    {
        Samples = numbers.Samples;
        Loss = numbers.Loss;
        InputPower = numbers.InputPower;
        Layers = numbers.Layers;
        OverTime = numbers.OverTime;
        Findings = findings;
    }

    /// <summary>Number of samples that were looked at.</summary>
    public int Samples { get; }

    /// <summary>Their mean loss, with dropout and the statistics of these samples, as in training.</summary>
    public float Loss { get; }

    /// <summary>The mean square of their inputs, as the first layer saw them.</summary>
    internal double InputPower { get; }

    /// <summary>One entry for each layer.</summary>
    public IReadOnlyList<LayerHealth> Layers { get; }

    /// <summary>
    /// How far back from an answer its gradient reaches, of a network with recurrent layers or streaming convolutions; null for others, in the reports of a <see cref="HealthWatch"/>, and
    /// where no gradient comes back.
    /// </summary>
    public TimeHealth? OverTime { get; }

    /// <summary>What may keep the network from learning; none, if it is well.</summary>
    public IReadOnlyList<HealthFinding> Findings { get; }

    /// <summary>Looks at a network, which stays as it is.</summary>
    /// <remarks>Allocates a workspace. <see cref="Trainer{TNetwork}.Examine"/> says how large the next step is, too.</remarks>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="maxSamples">At most so many of them, spread evenly over the data set; at least 1.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSamples"/> is less than 1, or more than a workspace can be allocated for.</exception>
    public static HealthReport Of<TNetwork>(TNetwork network, Dataset samples, int maxSamples = DefaultSamples)
        where TNetwork : class, INetwork<TNetwork> => Of(network, samples, maxSamples, ratios: null);

    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="maxSamples">At most so many of them.</param>
    /// <param name="ratios">From the pass to how far the next step would go, for each layer; null where nobody knows.</param>
    internal static HealthReport Of<TNetwork>(TNetwork network, Dataset samples, int maxSamples, Func<TrainingPass<TNetwork>, IReadOnlyList<double?>>? ratios)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Trainer<TNetwork>.Check(samples, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSamples, 1);
        var pass = new TrainingPass<TNetwork>(network, samples, maxSamples);
        return Of<TNetwork>(Measurement.Of(pass, ratios?.Invoke(pass)));
    }

    /// <summary>What some numbers mean.</summary>
    internal static HealthReport Of<TNetwork>(HealthNumbers numbers)
        where TNetwork : class, INetwork<TNetwork> => new(numbers, [.. Diagnosis.Of<TNetwork>(numbers)]);

    /// <summary>For people: a line for each layer, and one for each finding.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["layer", "mean square", "dead", "saturated", "gradient", "update"]];
        foreach (LayerHealth layer in Layers)
        {
            rows.Add(
            [
                (layer.Layer + 1).ToString(CultureInfo.InvariantCulture),
                NumberText.Rounded(layer.MeanSquare),
                Share(layer.DeadUnits),
                Share(layer.SaturatedUnits),
                NumberText.Rounded(layer.Gradient),
                layer.UpdateRatio is { } ratio ? NumberText.Rounded(ratio) : "–",
            ]);
        }

        IEnumerable<string> findings = Findings.Count == 0 ? ["Nothing was found that keeps it from learning."] : Findings.Select(static finding => finding.Message);
        IEnumerable<string> overTime = OverTime is { } time ? [time.ToString()] : [];
        return string.Join('\n', TextTable.Lines(">>>>>>", rows).Concat(overTime).Concat(findings));
    }

    private static string Share(double share) => FormattableString.Invariant($"{100 * share:F0} %");
}
