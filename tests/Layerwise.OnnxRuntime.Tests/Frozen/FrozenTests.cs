using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests.Frozen;

/// <summary>A class that is nothing but the name of a file computes what ONNX Runtime computes with the file.</summary>
[Trait("Category", "Slow")]
public sealed class FrozenTests(FrozenFiles files) : IClassFixture<FrozenFiles>
{
    private const int Rows = 7;

    public static TheoryData<string> Names => new(OnnxFiles.All.Keys);

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
}
