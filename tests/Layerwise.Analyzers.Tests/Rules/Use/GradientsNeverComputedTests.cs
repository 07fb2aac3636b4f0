namespace Layerwise.Analyzers.Tests.Rules.Use;

public sealed class GradientsNeverComputedTests
{
    [Theory]
    [InlineData("var zeros = new float[Net.ParameterCount]; new Adam().Step(net.Parameters, [|zeros|], state, 1);", "Adam")]
    [InlineData("Span<float> zeros = stackalloc float[43]; new Sgd().Step(net.Parameters, [|zeros|], default, n);", "Sgd")]
    [InlineData("var zeros = new float[43]; GradientClipping.ByValue(zeros, 1); IOptimizer any = new Lion(); any.Step(net.Parameters, [|zeros|], new float[zeros.Length], 1);", "IOptimizer")]
    [InlineData("var zeros = new float[43]; net.ComputeGradients(inputs, labels, workspace, gradients); new Sgd().Step(net.Parameters, [|zeros|], state, 1);", "Sgd")]
    public Task Array_that_nothing_writes(string statements, string optimizer) => Analysis.FindsOneAsync(
        "LW4004",
        $"{optimizer}.Step applies 'zeros', which nothing in this method ever writes: all gradients are 0, and the network learns nothing; call ComputeGradients or Backward with it first",
        Code.Of(statements));

    [Theory]
    [InlineData("var g = new float[43]; net.ComputeGradients(inputs, labels, workspace, g); new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("var g = new float[43]; new Adam().Step(net.Parameters, g, state, 1); net.ComputeGradients(inputs, labels, workspace, g);")]
    [InlineData("var g = new float[43]; g[3] = 1; new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("var g = new float[43]; Take(g); new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("var g = new float[43]; var same = g; Take(same); new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("var g = new float[43]; Span<float> view = g; view.Fill(1); new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("var g = new float[43]; Action fill = () => g[0] = 1; fill(); new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("float[] g = [1f, 2f]; new Adam().Step(net.Parameters, g, state, 1);")]
    [InlineData("new Adam().Step(net.Parameters, gradients, state, 1);")]
    [InlineData("var two = new Two(1); var g = new float[49]; two.ComputeGradients(inputs, labels, outputs, new Two.Workspace(1), g); new Adam().Step(two.Parameters, g, state, 1);")]
    [InlineData("var two = new Two(1); var g = new float[49]; two.Backward(outputs, outputs, new Two.Workspace(1), g); new Adam().Step(two.Parameters, g, state, 1);")]
    public Task Array_that_something_may_write(string statements) => Analysis.FindsNoneAsync("LW4004", Code.Of(statements));
}
