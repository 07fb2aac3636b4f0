using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>A network loaded from a file computes what ONNX Runtime computes with the file.</summary>
public sealed class LoadTests
{
    private const int Rows = 7;

    public static TheoryData<string> Names => new(OnnxFiles.All.Keys);

    [Fact]
    public void Their_page_counts_them()
    {
        string page = File.ReadAllText(Repository.At("docs", "onnx.md"));
        Assert.Contains($" {OnnxFiles.OfTorch.Keys.Select(static name => name.Split('.')[0]).Distinct().Count()} architectures in five opsets", page, StringComparison.Ordinal);
        Assert.Contains($" {OnnxFiles.Recurrent.Count} graphs of recurrent layers", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_ONNX_Runtime_computes(string name)
    {
        Architecture architecture = Architecture.All[name.Split('.')[0]];
        string? output = name.StartsWith("actor-critic", StringComparison.Ordinal) ? "action" : null;
        float[] inputs = Judge.Inputs(Rows * architecture.InputSize);
        byte[] file = OnnxFiles.All[name];
        Judge.AssertAgree(Judge.Outputs(file, output, inputs, architecture.InputSize), architecture.Outputs(file, output, inputs));
    }

    // In the order in which they are joined, which is not that of the file.
    [Fact]
    public void Several_inputs_lie_behind_each_other_as_the_file_joins_them()
    {
        float[] inputs = Judge.Inputs(Rows * 3);
        byte[] file = OnnxFiles.Inputs["joined"];
        float[] goals = [.. inputs.Where(static (_, i) => i % 3 == 0)];
        float[] states = [.. inputs.Where(static (_, i) => i % 3 != 0)];
        Judge.AssertAgree(Judge.Outputs(file, new() { ["goal"] = goals, ["input"] = states }, Rows), Architecture.All["relu"].Outputs(file, output: null, inputs));
    }

    [Fact]
    public void Every_architecture_has_files_of_five_opsets() => Assert.All(
        Architecture.All.Keys, static name => Assert.True(OnnxFiles.OfTorch.Keys.Count(file => file.StartsWith(name + ".opset", StringComparison.Ordinal)) >= 5, name));
}
