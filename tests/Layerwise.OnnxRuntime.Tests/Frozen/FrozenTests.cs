using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests.Frozen;

/// <summary>A class that is nothing but the name of a file computes what ONNX Runtime computes with the file.</summary>
[Trait("Category", "Slow")]
public sealed class FrozenTests(FrozenFiles files) : IClassFixture<FrozenFiles>
{
    private const int Rows = 7;

    public static TheoryData<string> Names => new(FrozenFiles.Chosen);

    public static TheoryData<string> WithHeads => new(FrozenFiles.WithHeads);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_ONNX_Runtime_computes(string name)
    {
        int inputSize = Architecture.All[name.Split('.')[0]].InputSize;
        string? output = name.StartsWith("actor-critic", StringComparison.Ordinal) ? "action" : null;
        float[] inputs = Judge.Inputs(Rows * inputSize);
        float[] found = files.Outputs(name, embeds: false, inputs);
        Judge.AssertAgree(Judge.Outputs(OnnxFiles.All[name], output, inputs, inputSize), found);
        Assert.Equal(found, files.Outputs(name, embeds: true, inputs));
    }

    [Theory]
    [MemberData(nameof(WithHeads))]
    public void Every_output_is_one_of_the_class(string name)
    {
        byte[] file = FrozenFiles.Files[name];
        string[] outputs = Judge.OutputsOf(file);
        float[] inputs = Judge.Inputs(Rows * ActorCritic.InputSize);
        Type type = files.WithAllOutputs(name, embeds: false);
        float[] found = FrozenFiles.Outputs(type, inputs);
        Judge.AssertAgree(Judge.EachOutput(file, outputs, inputs, ActorCritic.InputSize), found);
        Assert.Equal(found, FrozenFiles.Outputs(files.WithAllOutputs(name, embeds: true), inputs));
        string second = char.ToUpperInvariant(outputs[1][0]) + outputs[1][1..];
        Assert.Equal(2, type.GetField(second + "Offset")!.GetRawConstantValue());
        Assert.NotNull(type.GetMethod(second, [typeof(Span<float>), typeof(int)]));
    }
}
