using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>Several outputs, from files and into them.</summary>
public sealed class HeadTests
{
    private const int Rows = 5;

    public static TheoryData<string> Names => new(OnnxFiles.Heads.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_of_a_file_are_those_of_the_network_by_name_or_in_their_order(string name)
    {
        float[] inputs = Judge.Inputs(Rows * ActorCritic.InputSize);
        byte[] file = OnnxFiles.Heads[name];
        Judge.AssertAgree(Judged(file, Judge.OutputsOf(file), inputs), Computed(Onnx.Load<ActorCritic>(new MemoryStream(file)), inputs));
    }

    [Fact]
    public void A_saved_file_has_an_output_for_each_and_is_loaded()
    {
        var network = new ActorCritic(seed: 3);
        float[] inputs = Judge.Inputs(Rows * ActorCritic.InputSize);
        using var stream = new MemoryStream();
        Onnx.Save(network, stream);
        float[] expected = Computed(network, inputs);
        Judge.AssertAgree(expected, Judged(stream.ToArray(), ["Action", "Value"], inputs));
        Assert.Equal(expected, Computed(Onnx.Load<ActorCritic>(new MemoryStream(stream.ToArray())), inputs));
    }

    [Fact]
    public void Files_with_other_outputs_are_refused()
    {
        OnnxException one = Assert.Throws<OnnxException>(() => Onnx.Load<ActorCritic>(new MemoryStream(OnnxFiles.All["relu.opset13"])));
        Assert.Equal("The file has the outputs 'output'; the network has 2: 'Action', 'Value'.", one.Message);
        OnnxException apart = Assert.Throws<OnnxException>(() => Onnx.Load<ActorCritic>(new MemoryStream(OnnxFiles.All["actor-critic.opset13"])));
        Assert.StartsWith("The outputs 'action', 'value' share no layer, and those of the network do;", apart.Message, StringComparison.Ordinal);
        OnnxException named = Assert.Throws<OnnxException>(() => Onnx.Load<ActorCritic>(new MemoryStream(OnnxFiles.Heads["action.opset13"]), "value"));
        Assert.Equal("The network has 2 outputs, and what is read of the file is 1.", named.Message);
    }

    private static float[] Computed(ActorCritic network, float[] inputs)
    {
        float[] outputs = new float[Rows * ActorCritic.OutputSize];
        network.Forward(inputs, outputs);
        return outputs;
    }

    private static float[] Judged(byte[] file, string[] outputs, float[] inputs) => Judge.EachOutput(file, outputs, inputs, ActorCritic.InputSize);
}
