using Layerwise.OnnxModels;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>ONNX Runtime computes with a saved file what the network computes.</summary>
public sealed class SaveTests
{
    private const int Rows = 5;

    public static TheoryData<string> Names => new(Architecture.All.Keys.Concat(Architecture.Saved.Keys));

    public static TheoryData<string> NamesOverPositions => new(Architecture.OverPositions.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    [MemberData(nameof(NamesOverPositions))]
    public void ONNX_Runtime_computes_what_the_network_computes(string name)
    {
        Architecture architecture = Architecture.Of(name);
        float[] inputs = Judge.Inputs(Rows * architecture.InputSize);
        (byte[] file, float[] outputs) = architecture.Save(inputs);
        Judge.AssertAgree(outputs, Judge.Outputs(file, output: null, inputs, architecture.InputSize));
    }

    [Theory]
    [InlineData("normalized", 0)]
    [InlineData("residual-activated", 0)]
    [InlineData("depthwise", 0)]
    [InlineData("signal-residual", 0)]
    [InlineData("normalized-behind", 1)]
    public void A_folded_normalization_is_no_node(string name, int left)
    {
        Architecture architecture = Architecture.Of(name);
        float[] inputs = Judge.Inputs(Rows * architecture.InputSize);
        (byte[] file, float[] outputs) = architecture.Save(inputs, foldsNormalization: true);
        Assert.Equal(left, OnnxModel.Read(file).Nodes.Count(static node => node.Operation == "BatchNormalization"));
        Judge.AssertAgree(outputs, Judge.Outputs(file, output: null, inputs, architecture.InputSize));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [MemberData(nameof(NamesOverPositions))]
    public void What_was_saved_is_loaded(string name)
    {
        Architecture architecture = Architecture.Of(name);
        float[] inputs = Judge.Inputs(Rows * architecture.InputSize);
        (byte[] file, float[] outputs) = architecture.Save(inputs);
        Assert.Equal(outputs, architecture.Outputs(file, output: null, inputs));
    }
}
