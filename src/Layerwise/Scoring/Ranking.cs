using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>What lies above each threshold: samples ordered by one output, the largest first, those with equal outputs together.</summary>
internal sealed class Ranking
{
    private Ranking(float[] thresholds, long[] hits, long[] falseAlarms)
    {
        Thresholds = thresholds;
        Hits = hits;
        FalseAlarms = falseAlarms;
    }

    /// <summary>The outputs that occur, the largest first.</summary>
    public float[] Thresholds { get; }

    /// <summary>Samples of the class with at least this output.</summary>
    public long[] Hits { get; }

    /// <summary>Other samples with at least this output.</summary>
    public long[] FalseAlarms { get; }

    /// <summary>Samples of the class.</summary>
    public long Positives => Hits[^1];

    /// <summary>Other samples.</summary>
    public long Negatives => FalseAlarms[^1];

    /// <param name="scores">[count], without NaN.</param>
    /// <param name="isPositive">[count].</param>
    /// <exception cref="ArgumentException">A length does not fit, a score is NaN, or all samples are of one side.</exception>
    public static Ranking Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        Guard.Length(isPositive.Length, scores.Length, 1, nameof(isPositive));
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i])) throw new ArgumentException($"The score at index {i} is NaN, which is neither above nor below a threshold.", nameof(scores));
        }

        int positives = isPositive.Count(true);
        if (positives == 0 || positives == isPositive.Length)
        {
            throw new ArgumentException(
                $"Expected samples of both kinds, but of {isPositive.Length} are {positives} of the class: nothing can be told apart.", nameof(isPositive));
        }

        float[] keys = scores.ToArray();
        bool[] items = isPositive.ToArray();
        Array.Sort(keys, items);
        List<float> thresholds = [];
        List<long> hits = [];
        List<long> falseAlarms = [];
        long hit = 0;
        long falseAlarm = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            if (items[i]) hit++;
            else falseAlarm++;
            if (i > 0 && keys[i - 1] == keys[i]) continue;
            thresholds.Add(keys[i]);
            hits.Add(hit);
            falseAlarms.Add(falseAlarm);
        }

        return new Ranking([.. thresholds], [.. hits], [.. falseAlarms]);
    }

    /// <summary>Samples by one output of a network.</summary>
    public static Ranking Of<TNetwork>(TNetwork network, Dataset samples, int output, string? head)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo asked = HeadsOf<TNetwork>.Named(head);
        LossTraits traits = Answer.TraitsOf<TNetwork>(asked);
        if ((uint)output >= (uint)asked.Size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(output), output, $"Outputs are counted from 0; {(head is null ? typeof(TNetwork).Name : head)} has {asked.Size} of them.");
        }

        List<float> scores = [];
        List<bool> isPositive = [];
        Predictions.Show(network, samples, asked, (outputs, targets) =>
        {
            for (int start = 0; start < outputs.Length; start += asked.Size)
            {
                scores.Add(outputs[start + output]);
                isPositive.Add(traits.IsYesOrNo
                    ? Answer.YesOrNo(targets[start + output], traits.TargetBorder) == 1
                    : Answer.Largest(targets.Slice(start, asked.Size)) == output);
            }
        });
        return Of([.. scores], [.. isPositive]);
    }
}
