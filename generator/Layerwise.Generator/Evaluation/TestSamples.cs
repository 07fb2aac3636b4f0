using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Evaluation;

/// <summary>Samples by which a network is judged while it is compiled. They are no part of the program.</summary>
/// <param name="Source">What messages call the file that they come from.</param>
/// <param name="Inputs">[samples, InputSize].</param>
/// <param name="Labels">The class of each sample; null where they have targets.</param>
/// <param name="Targets">[samples, OutputSize]; null where they have labels.</param>
internal sealed record TestSamples(string Source, float[] Inputs, int[]? Labels, float[]? Targets)
{
    /// <summary>Why samples in so many classes can't be answered by a network; null where they can.</summary>
    public static string? ReasonAgainst(NetworkSpec network, int classes)
    {
        if (network.HasSeveralHeads || network.AnsweredSteps > 1)
        {
            return $"has one label for each sample, and the network answers {(network.HasSeveralHeads ? "by several outputs" : "at each step")}; expected targets";
        }

        bool saysYesOrNo = network.OutputSize == 1 && network.Heads[0].Loss.Traits.IsYesOrNo;
        int expected = saysYesOrNo ? 2 : network.OutputSize;
        return classes == expected ? null : $"has labels of {Literal.Of(classes)} classes; expected {Literal.Of(expected)}, which the network tells apart";
    }

    /// <summary>The right answers to a sample; none where a network gives numbers.</summary>
    public int[] Expected(NetworkSpec network, int sample)
    {
        if (Labels is not null) return [Labels[sample]];
        return Answers(network, Row(Targets!, sample, network.OutputSize), static traits => traits.TargetBorder);
    }

    /// <summary>The answers that the outputs for a sample stand for.</summary>
    public int[] Found(NetworkSpec network, double[] outputs)
    {
        // What has labels is a class, also where the network ends in numbers of which the largest one counts.
        if (Labels is not null && outputs.Length > 1) return [Largest(outputs, 0, outputs.Length)];
        return Answers(network, outputs, static traits => traits.OutputBorder);
    }

    /// <summary>A row of a table.</summary>
    public static double[] Row(float[] table, int row, int width) => Array.ConvertAll(table.AsSpan(row * width, width).ToArray(), static value => (double)value);

    private static int[] Answers(NetworkSpec network, double[] values, Func<LossTraits, float> borderOf)
    {
        var answers = new List<int>();
        for (int start = 0; start < values.Length; start += network.AnswerSize)
        {
            foreach (HeadSpec head in network.Heads)
            {
                LossTraits traits = head.Loss.Traits;
                int first = start + head.Offset;
                if (traits.IsOverClasses) answers.Add(Largest(values, first, head.Size));
                else if (traits.IsYesOrNo) answers.AddRange(values.Skip(first).Take(head.Size).Select(value => value >= borderOf(traits) ? 1 : 0));
            }
        }

        return [.. answers];
    }

    // The first one among equals, as the runtime's Metrics count.
    private static int Largest(double[] values, int start, int count)
    {
        int best = 0;
        for (int j = 1; j < count; j++)
        {
            if (values[start + j] > values[start + best]) best = j;
        }

        return best;
    }
}
