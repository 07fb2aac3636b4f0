using Layerwise.OnnxRuntime.Tests.Windows;
using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>Convolutions that see steps still to come, or have no answer to some, are refused by name; whole signals go into a network that takes them step by step.</summary>
public sealed class StepWindowTests
{
    private const int Rows = 3;

    // A file for six positions, without a memory.
    [Fact]
    public void A_whole_signal_of_as_many_steps_is_loaded()
    {
        byte[] file = RecurrentGraphs.TorchConvolutions(steps: 6).Bytes();
        var network = new Sequences<Convolutional>();
        float[] inputs = Judge.Inputs(Rows * network.InputSize);
        float[] expected = SequenceJudge.Outputs(file, inputs, Rows, network.Steps, areStepsFirst: false);
        Judge.AssertAgree(expected, network.Outputs(file, inputs));
        Judge.AssertAgree(expected, network.StepByStep(file, inputs, Rows));
    }

    [Theory]
    [InlineData("SAME_UPPER", 0, 0, 1, 1, "its window sees 3 steps of a sequence, with 1 zeros in front of the first step and 1 behind the last; expected 2 in front, so that each step has an answer from those so far.")]
    [InlineData("VALID", 0, 0, 1, 1, "its window sees 3 steps of a sequence, with 0 zeros in front of the first step and 0 behind the last; expected 2 in front, so that each step has an answer from those so far.")]
    [InlineData("", 2, 2, 1, 2, "its window sees 5 steps of a sequence, with 2 zeros in front of the first step and 2 behind the last; expected 4 in front, so that each step has an answer from those so far.")]
    [InlineData("", 2, 0, 2, 1, "it goes over every 2th step of a sequence; expected each (strides of 1), because each step has an answer.")]
    public void A_window_over_other_steps(string automatic, int before, int after, int stride, int dilation, string message)
    {
        ExportedGraph graph = Signal();
        object pads = automatic.Length > 0 ? Set("auto_pad", automatic) : Each("pads", before, after);
        graph.Then("Conv", graph.Weights(4, 3, 3), pads, Each("strides", stride), Each("dilations", dilation)).Then("Transpose", Each("perm", 0, 2, 1));
        AssertMessage(graph, $"Node '/Conv_3' (Conv): {message}");
    }

    [Fact]
    public void Zeros_behind_that_nobody_takes_away()
    {
        ExportedGraph graph = Signal();
        graph.Then("Conv", graph.Weights(2, 3, 3), Each("pads", 2, 2)).Then("Transpose", Each("perm", 0, 2, 1));
        AssertMessage(
            graph,
            $"The output '{graph.Last}' has further steps behind the last one of a sequence, which a Conv has made of zeros (pads); expected zeros in front alone, or a Slice behind it that takes those steps away.");
    }

    [Fact]
    public void A_cut_at_another_place()
    {
        ExportedGraph graph = Signal();
        graph.Then("Conv", graph.Weights(2, 3, 3), Each("pads", 2, 2)).Then("Slice", graph.Integers(0), graph.Integers(-1), graph.Integers(2));
        AssertMessage(
            graph,
            "Node '/Slice_7' (Slice): it takes steps from 0 to -1 of sequences of shape [samples, 2, steps and zeros], behind whose last step a window has made more of zeros; expected all but these.");
    }

    [Fact]
    public void Groups_that_do_not_fit()
    {
        ExportedGraph graph = Signal();
        graph.Then("Conv", graph.Weights(4, 3, 3), Each("pads", 2, 0), Set("group", 2));
        AssertMessage(graph, "Node '/Conv_3' (Conv): its weights of shape [4, 3, 3] in 2 groups don't fit its input of shape [samples, 3, steps]; expected [filters, channels / groups, kernel].");
    }

    [Fact]
    public void Pooling_of_steps()
    {
        ExportedGraph graph = Signal();
        graph.Then("Conv", graph.Weights(4, 3, 3), Each("pads", 2, 0)).Then("MaxPool", Each("kernel_shape", 2));
        AssertMessage(
            graph,
            "Node '/MaxPool_4' (MaxPool): it pools the steps of sequences, of which each has an answer; expected no pooling there. What an answer to a whole sequence goes by, a recurrent layer hands on with its last step.");
    }

    [Fact]
    public void Other_convolutions_are_listed()
    {
        ExportedGraph graph = Signal();
        graph.Then("Conv", graph.Weights(2, 3, 3), Each("pads", 2, 0)).Then("Transpose", Each("perm", 0, 2, 1));
        AssertMessage(
            graph,
            "The file has the layers steps × 3 → steps × 2 Identity of 3, border 2; the network has 6 × 3 → 6 × 4 Relu of 3, border 2, 6 × 4 → 6 × 6 Tanh of 2, dilation 3, border 3 in 2 groups, 6 → 2 Identity.");
    }

    private static ExportedGraph Signal() => new ExportedGraph(17, -1, -2, 3).Then("Transpose", Each("perm", 0, 2, 1));

    private static void AssertMessage(ExportedGraph graph, string message)
    {
        using var stream = new MemoryStream(graph.Bytes());
        Assert.Equal(message, Assert.Throws<OnnxException>(() => Onnx.Load<Convolutional>(stream)).Message);
    }
}
