namespace Layerwise.Analyzers.Tests.Rules.Use;

public sealed class BackwardWithoutForwardTests
{
    private const string Message = "Net.Backward throws here: it needs the activations that Forward(inputs, fresh) keeps in 'fresh'; call that before";

    [Theory]
    [InlineData("var fresh = new Net.Workspace(1); net.Backward(outputs, [|fresh|], gradients);", "")]
    [InlineData("var fresh = new Net.Workspace(1); net.Forward(inputs, outputs); net.Backward(outputs, [|fresh|], gradients);", "")]
    [InlineData("var fresh = new Net.Workspace(1); net.Backward(outputs, [|fresh|], gradients); net.Forward(inputs, fresh);", "")]
    [InlineData("var fresh = new Net.Workspace(n); for (int i = 0; i < fresh.MaxBatch; i++) net.Backward(outputs, [|fresh|], gradients);", "")]
    [InlineData("var fresh = new Net.Workspace(1); net.ComputeGradients(inputs, labels, fresh, gradients); net.Backward(outputs, [|fresh|], gradients);", " (ComputeGradients calls Backward itself and leaves nothing for a second one)")]
    public Task Workspace_without_a_pass(string statements, string remark) => Analysis.FindsOneAsync("LW4005", Message + remark, Code.Of(statements));

    [Theory]
    [InlineData("var two = new Two(1); var fresh = new Two.Workspace(1); two.Backward(inputs, outputs, [|fresh|], gradients);", "")]
    [InlineData(
        "var two = new Two(1); var fresh = new Two.Workspace(1); two.ComputeGradients(inputs, labels, outputs, fresh, gradients); two.Backward(outputs, outputs, [|fresh|], gradients);",
        " (ComputeGradients calls Backward itself and leaves nothing for a second one)")]
    public Task Workspace_of_several_outputs_without_a_pass(string statements, string remark) =>
        Analysis.FindsOneAsync("LW4005", Message.Replace("Net.", "Two.", StringComparison.Ordinal) + remark, Code.Of(statements));

    [Theory]
    [InlineData("var w = new Net.Workspace(1); net.Forward(inputs, w); net.Backward(outputs, w, gradients);")]
    [InlineData("var w = new Net.Workspace(1); net.Backward(net.Forward(inputs, w), w, gradients);")]
    [InlineData("var w = new Net.Workspace(1); for (int i = 0; i < n; i++) { if (i > 0) net.Backward(outputs, w, gradients); net.Forward(inputs, w); }")]
    [InlineData("var w = new Net.Workspace(1); if (n > 2) net.Forward(inputs, w); net.Backward(outputs, w, gradients);")]
    [InlineData("var w = new Net.Workspace(1); Pass(w); net.Backward(outputs, w, gradients); void Pass(Net.Workspace any) => net.Forward(inputs, any);")]
    [InlineData("var w = new Net.Workspace(1); Pass(); net.Backward(outputs, w, gradients); void Pass() => net.Forward(inputs, w);")]
    [InlineData("var w = n > 2 ? workspace : new Net.Workspace(1); net.Backward(outputs, w, gradients);")]
    [InlineData("net.Backward(outputs, workspace, gradients);")]
    [InlineData("net.Backward(outputs, _kept, gradients);")]
    [InlineData("var w = new Net.Workspace(1); var same = w; net.Forward(inputs, same); net.Backward(outputs, w, gradients);")]
    [InlineData("var two = new Two(1); var w = new Two.Workspace(1); two.Forward(inputs, w); two.Backward(outputs, outputs, w, gradients);")]
    [InlineData("var two = new Two(1); var w = new Two.Workspace(1); two.ComputeGradients(inputs, outputs, outputs, w, gradients); two.Forward(inputs, w); two.Backward(outputs, w, gradients);")]
    public Task Workspace_that_may_have_seen_one(string statements) => Analysis.FindsNoneAsync("LW4005", Code.Of(statements));
}
