namespace Layerwise.Analyzers.Tests.Rules.Use;

public sealed class LabelOutOfRangeTests
{
    [Theory]
    [InlineData("net.ComputeGradients(inputs, new[] { 0, [|3|] }, workspace, gradients);", "Net.ComputeGradients", 3)]
    [InlineData("new Tagger().ComputeGradients(inputs, [0, 1, 2, [|3|], 0], new Tagger.Workspace(1), gradients);", "Tagger.ComputeGradients", 3)]
    [InlineData("net.ComputeGradients(inputs, [1, [|-1|]], workspace, gradients);", "Net.ComputeGradients", -1)]
    [InlineData("int[] y = { n, [|7|] }; net.ComputeGradients(inputs, y, workspace, gradients); n = y.Length;", "Net.ComputeGradients", 7)]
    [InlineData("ReadOnlySpan<int> y = [2, [|5|]]; net.ComputeGradients(inputs, y, workspace, gradients);", "Net.ComputeGradients", 5)]
    [InlineData("const int none = -1; _ = Dataset.WithLabels(inputs, 4, new[] { [|none|], 2 }, 3);", "Dataset.WithLabels", -1)]
    [InlineData("new Two(1).ComputeGradients(inputs, new[] { 0, [|3|] }, outputs, null!, gradients);", "Two.ComputeGradients", 3)]
    public Task Label_that_is_no_class(string statements, string call, int label) => Analysis.FindsOneAsync(
        "LW4007",
        FormattableString.Invariant($"{call} throws here: the label {label} is not a class; write a label from 0 to 2"),
        Code.Of(statements));

    [Fact]
    public Task Single_class() => Analysis.FindsOneAsync(
        "LW4007",
        "Dataset.WithLabels throws here: the label 1 is not a class; write 0",
        Code.Of("_ = Dataset.WithLabels(inputs, 4, new[] { [|1|] }, 1);"));

    [Theory]
    [InlineData("net.ComputeGradients(inputs, new[] { 0, 1, 2 }, workspace, gradients);")]
    [InlineData("net.ComputeGradients(inputs, labels, workspace, gradients);")]
    [InlineData("net.ComputeGradients(inputs, new[] { n, n + 1 }, workspace, gradients);")]
    [InlineData("int[] y = { 1, 2, 3 }; for (int i = 0; i < y.Length; i++) y[i]--; net.ComputeGradients(inputs, y, workspace, gradients);")]
    [InlineData("_ = Dataset.WithLabels(inputs, 4, new[] { 9 }, n);")]
    [InlineData("_ = Dataset.WithLabels(inputs, 4, new[] { 9 }, 10);")]
    [InlineData("new Two(1).ComputeGradients(inputs, new[] { 0, 2 }, outputs, null!, gradients);")]
    public Task Label_that_is_one_or_is_not_known(string statements) => Analysis.FindsNoneAsync("LW4007", Code.Of(statements));
}
