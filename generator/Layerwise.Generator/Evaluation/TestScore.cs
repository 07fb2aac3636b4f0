using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Evaluation;

/// <summary>What a network makes of test data with its weights as floats, and with those that the program has.</summary>
/// <param name="Source">What messages call the file of the samples.</param>
/// <param name="Samples">How many were computed.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Largest">The largest error of an output, as <see cref="OutputErrors"/> count; 0 where the program has floats.</param>
/// <param name="Mean">The mean error.</param>
/// <param name="Answers">How many answers can be right or wrong; 0 for a network that gives numbers.</param>
/// <param name="RightAsFloats">How many are right with weights as floats.</param>
/// <param name="Right">How many are right with those of the program.</param>
/// <param name="Changed">How many are others than with floats.</param>
internal sealed record TestScore(string Source, int Samples, int Total, double Largest, double Mean, int Answers, int RightAsFloats, int Right, int Changed)
{
    /// <summary>The share of right answers that may be lost in silence: half a percent.</summary>
    public const double Bound = 0.005;

    // A second of a build or two: 125 000 samples of 64-32-10, and 3000 of 784-128-10.
    private const long MostMultiplyAdds = 300_000_000;

    /// <summary>Whether the program has other weights than floats.</summary>
    public bool Compares { get; init; }

    /// <summary>Whether more right answers are lost than the build passes over in silence; of a network that gives numbers, whether an output changes by more.</summary>
    public bool IsBeyondBound => Answers > 0 ? RightAsFloats - Right > Bound * Answers : Largest > RoundingError.Bound;

    /// <summary>How hover and build say it, with weights as floats.</summary>
    public string TextAsFloats => Answers == 0
        ? $"Its outputs are numbers, none of them right or wrong: {Source} is for a comparison with weights in fewer bits."
        : $"Of its answers to {SamplesText}, {Percent(RightAsFloats)} are right.";

    /// <summary>How hover, message and build say what rounded weights change.</summary>
    public string Text
    {
        get
        {
            string answers = Answers == 0 ? ""
                : Changed == 0 ? $"; {Percent(Right)} of the answers are right, and none is another one than with floats"
                : $"; {Percent(Right)} of the answers are right, {Percent(RightAsFloats)} with floats, and {NumberText.Grouped(Changed)} of {NumberText.Grouped(Answers)} are others";
            return $"over {SamplesText} by up to {NumberText.Rounded(Largest)}, by {NumberText.Rounded(Mean)} in the mean{answers}";
        }
    }

    /// <summary>Computes each sample, or as many as take no longer than a build may, spread evenly.</summary>
    /// <param name="network">The network that is compiled.</param>
    /// <param name="samples">The test data.</param>
    /// <param name="asFloats">Its parameters as floats, and behind them its running statistics.</param>
    /// <param name="rounded">The same as the program has them; null where that has floats.</param>
    public static TestScore Of(NetworkSpec network, TestSamples samples, float[] asFloats, float[]? rounded)
    {
        NetworkEvaluation first = NetworkEvaluation.Of(network, asFloats);
        NetworkEvaluation? second = rounded is null ? null : NetworkEvaluation.Of(network, rounded);
        int total = samples.Inputs.Length / network.InputSize;
        long cost = Math.Max(1, Lowering.Of(network).Sum(static step => step.MultiplyAdds));
        int count = (int)Math.Min(total, Math.Max(1, MostMultiplyAdds / cost));
        var errors = new OutputErrors();
        (int answers, int rightAsFloats, int right, int changed) = (0, 0, 0, 0);
        for (int i = 0; i < count; i++)
        {
            int sample = (int)((long)i * total / count);
            ReadOnlySpan<float> inputs = samples.Inputs.AsSpan(sample * network.InputSize, network.InputSize);
            double[] wanted = first.Forward(inputs);
            double[] found = second?.Forward(inputs) ?? wanted;
            errors.Add(found, wanted);
            int[] expected = samples.Expected(network, sample), before = samples.Found(network, wanted), after = samples.Found(network, found);
            for (int a = 0; a < expected.Length; a++)
            {
                answers++;
                if (before[a] == expected[a]) rightAsFloats++;
                if (after[a] == expected[a]) right++;
                if (after[a] != before[a]) changed++;
            }
        }

        return new TestScore(samples.Source, count, total, errors.Largest, errors.Mean, answers, rightAsFloats, right, changed) { Compares = second is not null };
    }

    private string SamplesText => Samples == Total
        ? $"the {NumberText.Grouped(Total)} samples of {Source}"
        : $"{NumberText.Grouped(Samples)} of the {NumberText.Grouped(Total)} samples of {Source}";

    private string Percent(int right) => NumberText.Rounded(100.0 * right / Answers, digits: 4) + " %";
}
