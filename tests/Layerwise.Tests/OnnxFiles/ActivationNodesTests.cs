using Layerwise.Traits;

namespace Layerwise.Tests.OnnxFiles;

public class ActivationNodesTests
{
    public static TheoryData<Activation> Activations =>
        new(ActivationTraits.All.Where(static traits => !traits.IsLinear && !traits.IsCustom).Select(static traits => traits.Activation));

    [Theory]
    [MemberData(nameof(Activations))]
    public void ONNXHasNodesForEach(Activation activation) =>
        ActivationNodes.Write(new GraphWriter(), new LayerInfo(1, 1, activation, Init.Uniform, 0, 1), "z", "a", "slope");

    [Fact]
    public void AnActivationOfYourOwnHasNone()
    {
        var layer = new LayerInfo(1, 1, Activation.Custom, Init.Uniform, 0, 1) { ActivationType = typeof(Version) };
        var thrown = Assert.Throws<NotSupportedException>(() => ActivationNodes.Write(new GraphWriter(), layer, "z", "a", slope: null));
        Assert.Equal("ONNX has no operation for the activation Version.", thrown.Message);
    }
}
