namespace Layerwise.Analyzers.Tests.Rules.Use;

[Trait("Category", "Slow")]
public sealed class LengthThatCannotFitTests
{
    [Theory]
    [InlineData("net.Forward([|new float[3]|], outputs);", "Net.Forward throws here: inputs has 3 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward([|new float[1]|], outputs);", "Net.Forward throws here: inputs has 1 element, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward(inputs, [|new float[4]|]);", "Net.Forward throws here: outputs has 4 elements, but a sample has 3; write a multiple of Net.OutputSize")]
    [InlineData("net.Forward(new float[8], [|new float[3]|]);", "Net.Forward throws here: outputs has 3 elements, but inputs has 2 samples, which takes 6; write 2 · Net.OutputSize")]
    [InlineData("net.Forward(new float[8], [|new float[4]|]);", "Net.Forward throws here: outputs has 4 elements, but a sample has 3; write 2 · Net.OutputSize")]
    [InlineData("Span<float> y = stackalloc float[4]; net.Forward(inputs, [|y|]);", "Net.Forward throws here: outputs has 4 elements, but a sample has 3; write a multiple of Net.OutputSize")]
    [InlineData("Span<float> y = stackalloc[] { 1f, 2f }; net.Forward(inputs, [|y|]);", "Net.Forward throws here: outputs has 2 elements, but a sample has 3; write a multiple of Net.OutputSize")]
    [InlineData("const int size = 5; var x = new float[size]; net.Forward([|x|], outputs);", "Net.Forward throws here: inputs has 5 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward([|inputs.AsSpan(0, 5)|], outputs);", "Net.Forward throws here: inputs has 5 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("var x = new float[8]; net.Forward([|x.AsSpan(1)|], outputs);", "Net.Forward throws here: inputs has 7 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward([|inputs.AsSpan().Slice(4, 6)|], outputs);", "Net.Forward throws here: inputs has 6 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward([|[1f, 2f, 3f]|], outputs);", "Net.Forward throws here: inputs has 3 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward([|new float[6]|], workspace);", "Net.Forward throws here: inputs has 6 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("var w = new Net.Workspace(2); net.Forward([|new float[12]|], w);", "Net.Forward throws here: inputs has 12 elements, but that is 3 samples, and the workspace was made for 2; write a workspace for 3")]
    [InlineData("net.Backward(new float[3], workspace, [|new float[40]|]);", "Net.Backward throws here: gradients has 40 elements, but the network has 43 parameters; write Net.ParameterCount")]
    [InlineData("net.Backward(new float[3], workspace, gradients, [|new float[8]|]);", "Net.Backward throws here: inputGradients has 8 elements, but outputGradients has 1 sample, which takes 4; write 1 · Net.InputSize")]
    [InlineData("net.ComputeGradients(inputs, [|new float[4]|], workspace, gradients);", "Net.ComputeGradients throws here: targets has 4 elements, but a sample has 3; write a multiple of Net.OutputSize")]
    [InlineData("net.ComputeGradients(new float[8], [|new int[3]|], workspace, gradients);", "Net.ComputeGradients throws here: labels has 3 elements, but inputs has 2 samples, which takes 2; write 2")]
    [InlineData("Net.ComputeLoss(outputs, [|new float[5]|]);", "Net.ComputeLoss throws here: targets has 5 elements, but a sample has 3; write a multiple of Net.OutputSize")]
    [InlineData("new Trainer<Net>(net, new Adam()).Step([|new float[5]|], outputs);", "Trainer.Step throws here: inputs has 5 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("INetwork<Net> seen = net; seen.Forward([|new float[5]|], outputs);", "INetwork.Forward throws here: inputs has 5 elements, but a sample has 4; write a multiple of Net.InputSize")]
    [InlineData("net.Forward(outputs: [|new float[4]|], inputs: inputs);", "Net.Forward throws here: outputs has 4 elements, but a sample has 3; write a multiple of Net.OutputSize")]
    [InlineData("new Tagger().ComputeGradients(new float[20], [|new int[2]|], new Tagger.Workspace(2), new float[Tagger.ParameterCount]);", "Tagger.ComputeGradients throws here: labels has 2 elements, but a sample has 5; write 2 · 5")]
    [InlineData("new Tagger().Forward([|new float[3]|], outputs, new Tagger.State());", "Tagger.Forward throws here: inputs has 3 elements, but a step has 2; write a multiple of Tagger.StepInputSize")]
    [InlineData("new Two(1).Backward([|new float[4]|], outputs, new Two.Workspace(1), gradients);", "Two.Backward throws here: policyGradients has 4 elements, but a sample has 3; write a multiple of Two.PolicySize")]
    [InlineData("new Two(1).ComputeGradients(new float[8], [|new int[3]|], outputs, new Two.Workspace(2), gradients);", "Two.ComputeGradients throws here: policyLabels has 3 elements, but inputs has 2 samples, which takes 2; write 2")]
    [InlineData("new Walk(1).ComputeGradients(inputs, [|new float[3]|], outputs, null!, gradients);", "Walk.ComputeGradients throws here: kindTargets has 3 elements, but a sample has 4; write a multiple of Walk.Steps · Walk.KindSize")]
    [InlineData("new Walk(1).ComputeGradients(new float[16], [|new int[3]|], outputs, null!, gradients);", "Walk.ComputeGradients throws here: kindLabels has 3 elements, but a sample has 2; write 2 · 2")]
    [InlineData("new Two(1).ComputeGradients(new float[8], labels, [|new float[3]|], new Two.Workspace(2), gradients);", "Two.ComputeGradients throws here: valueTargets has 3 elements, but inputs has 2 samples, which takes 2; write 2 · Two.ValueSize")]
    [InlineData("new Tagger().Forward(new float[4], [|new float[3]|], new Tagger.State());", "Tagger.Forward throws here: outputs has 3 elements, but inputs has 2 steps, which takes 6; write 2 · Tagger.StepOutputSize")]
    public Task Constant_length_that_cannot_fit(string statements, string message) => Analysis.FindsOneAsync("LW4001", message, Code.Of(statements));

    [Theory]
    [InlineData("net.Forward(new float[4], new float[3]);")]
    [InlineData("net.Forward(new float[0], Span<float>.Empty);")]
    [InlineData("Span<float> y = stackalloc float[Net.OutputSize]; net.Forward(inputs, y);")]
    [InlineData("net.Forward(new float[n], new float[n + 1]);")]
    [InlineData("var y = new float[4]; if (n > 3) y = new float[3]; net.Forward(inputs, y);")]
    [InlineData("var y = new float[4]; Array.Resize(ref y, 3); net.Forward(inputs, y);")]
    [InlineData("net.Forward(inputs.AsSpan(0, n), outputs.AsSpan()[..4]);")]
    [InlineData("net.Forward([.. inputs, 1f], outputs);")]
    [InlineData("net.Forward(n > 2 ? new float[5] : inputs, outputs);")]
    [InlineData("net.Backward(new float[6], workspace, new float[43], new float[8]);")]
    [InlineData("net.Backward(new float[6], workspace, new float[43]);")]
    [InlineData("net.ComputeGradients(new float[8], new[] { 0, 1 }, workspace, new float[Net.ParameterCount]);")]
    [InlineData("new Other().Forward(new float[3], new float[1]);")]
    [InlineData("var w = new Net.Workspace(3); net.Forward(new float[12], w);")]
    [InlineData("new Tagger().ComputeGradients(new float[20], new int[10], new Tagger.Workspace(2), new float[Tagger.ParameterCount]);")]
    [InlineData("new Tagger().Forward(new float[2], new float[3], new Tagger.State());")]
    [InlineData("new Two(1).Backward(new float[6], new float[0], new Two.Workspace(2), gradients, new float[8]);")]
    [InlineData("new Two(1).ComputeGradients(new float[8], new int[2], new float[2], new Two.Workspace(2), gradients);")]
    [InlineData("new Walk(1).ComputeGradients(new float[16], new int[4], new float[4], new Walk.Workspace(2), gradients);")]
    [InlineData("new Tagger().Forward(new float[14], new float[21], new Tagger.State());")]
    [InlineData("new Tagger().Forward(new float[20], new float[30]);")]
    public Task Length_that_fits_or_is_not_known(string statements) => Analysis.FindsNoneAsync("LW4001", Code.Of(statements));

    [Fact]
    public Task Nothing_is_said_of_another_class_with_such_methods() => Analysis.FindsNoneAsync(
        "LW4001",
        """
        using System;

        class Net
        {
            public const int InputSize = 4, OutputSize = 3;
            public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => inputs.CopyTo(outputs);
            public void Use() => Forward(new float[3], new float[2]);
        }
        """);

    [Fact]
    public Task Nothing_is_said_where_the_network_is_a_type_parameter() => Analysis.FindsNoneAsync(
        "LW4001",
        """
        using Layerwise;

        static class Any
        {
            public static void Use<TNetwork>(TNetwork network)
                where TNetwork : class, INetwork<TNetwork> => network.Forward(new float[3], new float[2]);
        }
        """);
}
