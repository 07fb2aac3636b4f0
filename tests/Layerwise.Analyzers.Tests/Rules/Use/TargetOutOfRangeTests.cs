namespace Layerwise.Analyzers.Tests.Rules.Use;

[Trait("Category", "Slow")]
public sealed class TargetOutOfRangeTests
{
    private const string Probabilities = ", and CrossEntropy takes probabilities, which are at least 0 and add up to 1 for each sample";
    private const string Yes = ", and BinaryCrossEntropy takes targets from 0 to 1";

    [Theory]
    [InlineData("net.ComputeGradients(inputs, new[] { 0, 1, [|-1f|] }, workspace, gradients);", "Net.ComputeGradients throws here: the target is -1" + Probabilities)]
    [InlineData("net.ComputeGradients(inputs, [|new float[] { 0, 0, 0 }|], workspace, gradients);", "Net.ComputeGradients throws here: the targets of sample 0 add up to 0" + Probabilities)]
    [InlineData("net.ComputeGradients(inputs, [|new float[] { 0, 1, 0, 2, 3, 0 }|], workspace, gradients);", "Net.ComputeGradients throws here: the targets of sample 1 add up to 5" + Probabilities)]
    [InlineData("float[] y = { 0, [|float.NaN|], 1 }; _ = Net.ComputeLoss(outputs, y);", "Net.ComputeLoss throws here: the target is NaN" + Probabilities)]
    [InlineData("_ = Answer.ComputeLoss(outputs, [1, [|9|]]);", "Answer.ComputeLoss throws here: the target is 9" + Yes)]
    [InlineData("ReadOnlySpan<float> y = [0, [|1.5f|]]; answers.Step(inputs, y);", "Trainer.Step throws here: the target is 1.5" + Yes)]
    [InlineData("_ = Side.ComputeLoss(outputs, [-1, [|0|]]);", "Side.ComputeLoss throws here: the target is 0, and Hinge takes targets that are -1 or 1")]
    [InlineData("_ = Other.ComputeLoss(outputs, [-9, [|float.PositiveInfinity|]]);", "Other.ComputeLoss throws here: the target is ∞, and MeanSquaredError takes finite targets")]
    [InlineData("_ = Tagger.ComputeLoss(outputs, [|new float[] { 0, 0, 1, 0, 1, 0, 1, 1, 0, 0.5f, 0.5f, 0, 0, 0, 1 }|]);", "Tagger.ComputeLoss throws here: the targets of step 2 add up to 2" + Probabilities)]
    [InlineData("new Two(1).ComputeGradients(inputs, [|new float[] { 0, 0, 0, 7 }|], null!, gradients);", "Two.ComputeGradients throws here: the targets of Policy of sample 0 add up to 0" + Probabilities)]
    [InlineData("new Two(1).ComputeGradients(inputs, [0, 1, 0, -7, 0, [|-1f|], 1, 7], null!, gradients);", "Two.ComputeGradients throws here: the target of Policy is -1" + Probabilities)]
    [InlineData("new Two(1).ComputeGradients(inputs, [|new float[] { 0, 2, 0 }|], outputs, null!, gradients);", "Two.ComputeGradients throws here: the targets of Policy of sample 0 add up to 2" + Probabilities)]
    [InlineData("_ = Walk.ComputeLoss(outputs, [|new float[] { 0, 1, 7, 2, 1, 7 }|]);", "Walk.ComputeLoss throws here: the targets of Kind of step 1 add up to 3" + Probabilities)]
    [InlineData(
        "new Walk(1).ComputeGradients(inputs, [|new float[] { 0, 1, 1, 1 }|], [7, 7], null!, gradients);",
        "Walk.ComputeGradients throws here: the targets of Kind of step 1 add up to 2" + Probabilities)]
    [InlineData(
        "new Two(1).ComputeGradients(inputs, labels, [[|float.NaN|]], null!, gradients);", "Two.ComputeGradients throws here: the target of Value is NaN, and MeanSquaredError takes finite targets")]
    public Task Target_without_a_meaning(string statements, string message) => Analysis.FindsOneAsync("LW4008", message, Source(statements));

    [Theory]
    [InlineData("net.ComputeGradients(inputs, new float[] { 0, 0, 1, 0.25f, 0.25f, 0.5f }, workspace, gradients);")]
    [InlineData("net.ComputeGradients(inputs, new float[] { 0, 0 }, workspace, gradients);")] // its length is LW4001's matter
    [InlineData("net.ComputeGradients(inputs, new float[] { n, 0, 0 }, workspace, gradients);")]
    [InlineData("net.ComputeGradients(inputs, outputs, workspace, gradients);")]
    [InlineData("net.ComputeGradients(inputs, new float[3], workspace, gradients);")]
    [InlineData("float[] y = { 0, 0, 0 }; y[n] = 1; net.ComputeGradients(inputs, y, workspace, gradients);")]
    [InlineData("_ = Answer.ComputeLoss(outputs, [0, 1, 0.5f]);")]
    [InlineData("_ = Side.ComputeLoss(outputs, [-1, 1]);")]
    [InlineData("_ = Other.ComputeLoss(outputs, [-9, 1e30f]);")]
    [InlineData("_ = Tagger.ComputeLoss(outputs, new float[] { 0, 0, 1, 0, 1, 0, 1, 0, 0, 0.5f, 0.5f, 0, 0, 0, 1 });")]
    [InlineData("_ = Walk.ComputeLoss(outputs, new float[] { 0, 1, 7, 0.5f, 0.5f, 7 });")]
    [InlineData("_ = Walk.ComputeLoss(outputs, new float[] { 0, 1, 7, 2, 1, 7, 0, 0, 0 });")] // its length is LW4001's matter
    [InlineData("new Two(1).ComputeGradients(inputs, [0, 1, 0, -7], null!, gradients);")]
    [InlineData("new Two(1).ComputeGradients(inputs, [0, 0.5f, 0.5f], [-7], null!, gradients);")]
    public Task Target_that_has_one_or_is_not_known(string statements) => Analysis.FindsNoneAsync("LW4008", Source(statements));

    private static string Source(string statements) => Code.Of("var answers = new Trainer<Answer>(new Answer(), new Adam());\n" + statements) + """


        [Layer(4, 1, Activation.Sigmoid)]
        public sealed partial class Answer;

        [Network(Loss = Loss.Hinge)]
        [Layer(4, 1, Activation.Identity)]
        public sealed partial class Side;
        """;
}
