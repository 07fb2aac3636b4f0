using Layerwise.OnnxModels;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>ONNX Runtime computes with a saved file what a network with recurrent layers computes, of any number of sequences and steps, from zeros or from a state.</summary>
public sealed class SaveTests
{
    private const int Rows = 3;

    private static readonly Dictionary<string, Sequences> Networks = new()
    {
        ["gru"] = new Sequences<GruAndTanh>(),
        ["lstm-stacked"] = new Sequences<StackedLstm>(),
        ["rnn-stacked"] = new Sequences<StackedRnn>(),
        ["rnn-relu"] = new Sequences<RnnOfRelu>(),
        ["rnn-leaky-relu-last"] = new Sequences<RnnOfLeakyRelu>(),
        ["rnn-elu"] = new Sequences<RnnOfElu>(),
        ["gru-last"] = new Sequences<GruOfLastStep>(),
        ["gru-alone"] = new Sequences<GruAlone>(),
        ["gru-residuals"] = new Sequences<GruWithResiduals>(),
        ["gru-normalized"] = new Sequences<GruAndNormalized>(),
        ["gru-reset-first"] = new Sequences<GruResetFirst>(),
        ["gru-reset-first-stacked"] = new Sequences<StackedGruResetFirst>(),
        ["mixed"] = new Sequences<Mixed>(),
    };

    public static TheoryData<string> Names => new(Networks.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_computes_what_the_network_computes(string name)
    {
        Sequences network = Networks[name];
        float[] inputs = Judge.Inputs(Rows * network.InputSize);
        (byte[] file, float[] outputs) = network.Save(inputs, withState: false);
        Judge.AssertAgree(outputs, SequenceJudge.Outputs(file, inputs, Rows, network.Steps, areStepsFirst: false));
        Assert.Equal(outputs, network.Outputs(file, inputs));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_goes_in_and_comes_out(string name)
    {
        Sequences network = Networks[name];
        float[] inputs = Judge.Inputs(network.InputSize);
        (byte[] file, _) = network.Save(inputs, withState: true);
        float[] expected = network.BlockByBlock(file, inputs, out float[] state);
        (float[] found, float[] foundState) = SequenceJudge.BlockByBlock(file, inputs, network.Steps, state.Length);
        Judge.AssertAgree(expected, found);
        Judge.AssertAgree(state, foundState);
    }

    [Fact]
    public void Only_layers_that_remember_have_a_state()
    {
        using var stream = new MemoryStream();
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Onnx.Save(new Networks.OneLayer(), stream, withState: true));
        Assert.StartsWith("OneLayer has no layers that remember, and so no state.", thrown.Message, StringComparison.Ordinal);
    }

    // Positions of a signal are steps there, of which the state holds a ring.
    [Fact]
    public void Causal_convolutions_go_over_any_number_of_steps()
    {
        AssertComputes(new Sequences<ConvolutionsAlone>());
        AssertComputes(new Sequences<ConvolutionsAndGru>());
        using var stream = new MemoryStream();
        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() => Onnx.Save(new ConvolutionsAndGru(), stream, withState: true));
        Assert.Equal("Layer 1 is a convolution, of which the state holds a ring of steps; a state is written for [Gru], [Lstm], [Rnn] and [Layer].", thrown.Message);

        static void AssertComputes(Sequences network)
        {
            float[] inputs = Judge.Inputs(Rows * network.InputSize);
            (byte[] file, float[] outputs) = network.Save(inputs, withState: false);
            Judge.AssertAgree(outputs, SequenceJudge.Outputs(file, inputs, Rows, network.Steps, areStepsFirst: false));
            Assert.Equal(outputs, network.Outputs(file, inputs));
        }
    }

    [Fact]
    public void An_activation_that_ONNX_does_not_know_there_is_named()
    {
        using var stream = new MemoryStream();
        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() => Onnx.Save(new RnnOfGelu(), stream));
        Assert.Equal("Layer 1 is an Rnn with the activation Gelu, which the RNN of ONNX does not have.", thrown.Message);
    }

    [Fact]
    public void Inputs_and_outputs_are_named()
    {
        (byte[] file, _) = Networks["mixed"].Save([], withState: true);
        OnnxModel model = OnnxModel.Read(file);
        Assert.Equal(["input", "state"], model.Inputs.Select(static input => input.Name));
        Assert.Equal(["output", "next_state"], model.Outputs.Select(static output => output.Name));
    }
}
