namespace Layerwise.Tests.Data;

public class ScalingTests
{
    // Three inputs, the last of which is constant.
    private static readonly float[] Inputs = [1000, -2, 7, 3000, 0.5f, 7, 2500, 1, 7, 4100, -1, 7];

    private static readonly int[] Labels = [0, 1, 1, 0];

    private static readonly Dataset Training = new(Inputs, 3, new float[] { 10, 20, 30, 60 }, 1);

    /// <summary>scikit-learn 1.2.1, <c>StandardScaler</c> and <c>MinMaxScaler</c>.</summary>
    public static TheoryData<InputScaling, double[]> Sklearn => new()
    {
        {
            InputScaling.Standardize,
            [
                -1.4802523032536468, -1.3627702877384937, 0, 0.3139929128113796, 0.7337993857053429, 0,
                -0.13456839120487699, 1.1531133203941102, 0, 1.300827781647144, -0.5241424183609592, 0,
            ]
        },
        { InputScaling.MinMax, [0, 0, 0, 0.6451612903225807, 0.8333333333333333, 0, 0.48387096774193544, 1, 0, 1, 0.3333333333333333, 0] },
    };

    [Theory]
    [MemberData(nameof(Sklearn))]
    public void Inputs_become_what_scikit_learn_makes_of_them(InputScaling kind, double[] expected)
    {
        var scaling = Scaling.Fit(Training, kind);
        float[] inputs = [.. Inputs];
        scaling.ApplyToInputs(inputs);
        Dataset scaled = scaling.Apply(Training);
        for (int i = 0; i < inputs.Length; i++)
        {
            Assert.Equal(expected[i], inputs[i], 1e-6);
            Assert.Equal(inputs[i], scaled.Input(i / 3)[i % 3]);
        }

        Assert.Equal([10f], TargetOf(scaled, 0));
        Assert.Equal(1000, Inputs[0]);
    }

    [Fact]
    public void Targets_come_back_in_their_unit()
    {
        var scaling = Scaling.Fit(Training, InputScaling.None, TargetScaling.Standardize);
        Dataset scaled = scaling.Apply(Training);
        Assert.Equal(Training.Input(2).ToArray(), scaled.Input(2).ToArray());
        float[] outputs = [.. Enumerable.Range(0, 4).Select(sample => TargetOf(scaled, sample)[0])];
        Assert.Equal(0, outputs.Average(), 1e-6f);
        scaling.UndoTargets(outputs);
        Assert.Equal([10f, 20, 30, 60], outputs.Select(static output => MathF.Round(output, 4)));
        Assert.Empty(scaling.Inputs);
    }

    [Fact]
    public void A_part_is_scaled_by_what_another_part_has()
    {
        (Dataset first, Dataset second) = Training.Split(0.5, seed: 3);
        var scaling = Scaling.Fit(first, InputScaling.MinMax);
        Dataset scaled = scaling.Apply(second);
        for (int sample = 0; sample < second.Count; sample++)
        {
            ColumnScale scale = scaling.Inputs[0];
            Assert.Equal((second.Input(sample)[0] - scale.Center) / scale.Scale, scaled.Input(sample)[0], 1e-5f);
        }
    }

    [Fact]
    public void Labels_and_names_stay()
    {
        Dataset samples = Dataset.WithLabels(Inputs, 3, Labels, 2).WithNames(["a", "b", "c"], ["no", "yes"]);
        Dataset scaled = Scaling.Fit(samples).Apply(samples);
        Assert.True(scaled.HasLabels);
        Assert.Equal(Labels, Enumerable.Range(0, 4).Select(scaled.Label));
        Assert.Equal(["a", "b", "c"], scaled.InputNames);
        Assert.Equal(["no", "yes"], scaled.TargetNames);
    }

    [Fact]
    public void What_is_constant_not_finite_or_far_out_is_named()
    {
        float[] inputs = new float[200 * 4];
        for (int sample = 0; sample < 200; sample++)
        {
            inputs[4 * sample] = 5;
            inputs[(4 * sample) + 1] = sample == 17 ? float.NaN : sample % 10;
            inputs[(4 * sample) + 2] = sample == 33 ? 7000 : sample % 10;
            inputs[(4 * sample) + 3] = 2_000_000 + (sample % 10);
        }

        var scaling = Scaling.Fit(new Dataset(inputs, 4, new float[200], 1).WithNames(["a", "b", "c", "d"]), targets: TargetScaling.Standardize);
        Assert.Equal(
            [(DataProblem.Constant, 0), (DataProblem.NotFinite, 1), (DataProblem.Outliers, 2), (DataProblem.LargeOffset, 3), (DataProblem.Constant, 0)],
            scaling.Findings.Select(static finding => (finding.Problem, finding.Column!.Value)));
        Assert.StartsWith("Input 0 (a) is 5 in every sample: ", scaling.Findings[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("Input 1 (b) is not finite in 1 of 200 samples (NaN in sample 17): ", scaling.Findings[1].Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Input 2 (c) has 1 values far from all others (the farthest is 7000, in sample 33; the median is 5): ", scaling.Findings[2].Message, StringComparison.Ordinal);
        Assert.StartsWith("Target 0 is 0 in every sample", scaling.Findings[4].Message, StringComparison.Ordinal);
        Assert.EndsWith(scaling.Findings[4].Message, scaling.ToString(), StringComparison.Ordinal);

        // NaN counts for nothing and stays.
        Assert.Equal(4.5, scaling.Inputs[1].Center, 0.05);
        scaling.ApplyToInputs(inputs);
        Assert.Equal([0, float.NaN], inputs[(4 * 17)..((4 * 17) + 2)]);
    }

    [Fact]
    public void Usual_columns_are_not_blamed()
    {
        Random random = new(1);
        float[] inputs = new float[1000 * 3];
        for (int sample = 0; sample < 1000; sample++)
        {
            inputs[3 * sample] = (float)(1000 + (15 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
            inputs[(3 * sample) + 1] = sample % 100 == 0 ? 1 : 0;
            inputs[(3 * sample) + 2] = (float)-Math.Log(1 - random.NextDouble());
        }

        Assert.Empty(Scaling.Fit(new Dataset(inputs, 3, new float[1000], 1)).Findings);
    }

    [Fact]
    public void A_column_without_a_number_stays_as_it_is()
    {
        var scaling = Scaling.Fit(new Dataset(new float[] { float.NaN, float.PositiveInfinity }, 1, new float[2], 1));
        Assert.Equal([ColumnScale.None], scaling.Inputs);
        Assert.Equal(DataProblem.NotFinite, Assert.Single(scaling.Findings).Problem);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        Dataset labelled = Dataset.WithLabels(Inputs, 3, new int[4], 2);
        Assert.Throws<ArgumentException>("targets", () => Scaling.Fit(labelled, targets: TargetScaling.MinMax));
        Assert.Throws<ArgumentOutOfRangeException>("inputs", static () => Scaling.Fit(Training, (InputScaling)7));
        Assert.Throws<ArgumentException>("inputs", static () => new Scaling([new(0, 0)]));
        Assert.Throws<ArgumentException>("targets", static () => new Scaling([], [new(float.NaN, 1)]));
        Assert.Throws<ArgumentException>("samples", static () => new Scaling([new(0, 2)]).Apply(Training));
        Assert.Throws<ArgumentException>("samples", () => new Scaling([], [new(0, 2), new(0, 2)]).Apply(labelled));
        Assert.Throws<ArgumentException>("inputs", static () => Scaling.Fit(Training).ApplyToInputs(new float[4]));
        Assert.Throws<ArgumentException>("outputs", static () => new Scaling([], [new(0, 2), new(0, 2)]).UndoTargets(new float[3]));
        Assert.Throws<ArgumentException>("inputNames", static () => Training.WithNames(["a"]));
        Assert.Throws<ArgumentException>("targetNames", static () => Training.WithNames(["a", "b", "c"], ["y", "z"]));
    }

    private static float[] TargetOf(Dataset samples, int sample)
    {
        float[] target = new float[samples.TargetSize];
        samples.CopySample(sample, new float[samples.InputSize], target);
        return target;
    }
}
