using System.Text;
using Layerwise.Chains;
using Layerwise.KerasImport;
using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.OnnxFiles;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.KerasFiles;

/// <summary>Keras models as RTNeural's exporter writes them: what they say, and what is wrong with those that say something else.</summary>
public class KerasJsonTests
{
    private const string First = """{"type":"dense","activation":"relu","shape":[null,3],"weights":[[[0,0.1,0.2],[0.3,0.4,0.5],[0.6,0.7,0.8]],[0,0.1,0.2]]}""";
    private const string Second = """{"type":"dense","activation":"","shape":[null,2],"weights":[[[0,1e-1],[0.2,3E-1],[0.4,0.5]],[0.0,0.1]]}""";
    private const string LastStep = """{"type":"gru","activation":"tanh","shape":[null,1],"weights":[[[1,2,3],[1,2,3],[1,2,3]],[[1,2,3]],[[0,0,0],[0,0,0]]]}""";
    private const string Window = """{"type":"conv1d","activation":"tanh","shape":[null,null,2],"kernel_size":[2],"dilation":[3],"weights":[[[[1,2],[3,4],[5,6]],[[7,8],[9,0],[1,2]]],[0,1]]}""";
    private const string Picture = """{"type":"Conv2D","activation":"relu","shape":[null,2,2,1],"kernel_size":[2,2],"padding":"same","strides":[2,2],"weights":[[[[[1],[2]],[[3],[4]]],[[[5],[6]],[[7],[8]]]],[0]]}""";
    private const string Features = """{"type":"conv2d","kernel_size_time":2,"kernel_size_feature":2,"num_features_in":2,"num_filters_in":2,"weights":[[[[[1],[2]],[[3],[4]]],[[[5],[6]],[[7],[8]]]],[0]]}""";
    private const string Pooling = """{"type":"MaxPooling2D","shape":[null,1,1,1],"pool_size":[2,2],"padding":"valid"}""";
    private const string Signal = $$"""{"in_shape":[null,null,3],"layers":[{{Window}},{{Window}}]}""";

    private const string NotRead =
        "layers of this type are not read. Read are dense, time-distributed-dense, gru, lstm, conv1d, conv2d, activation, batchnorm, batchnorm2d and prelu, and Keras's Conv1D, Conv2D, "
        + "DepthwiseConv1D, DepthwiseConv2D, MaxPooling1D, MaxPooling2D, AveragePooling1D, AveragePooling2D, GlobalAveragePooling1D, GlobalAveragePooling2D, Flatten.";

    private const string Sound = $$"""{"in_shape":[null,3],"layers":[{{First}},{{Second}}]}""";

    [Fact]
    public void A_model_is_loaded()
    {
        PlainNetwork<ThreeThreeTwo> network = Loaded<ThreeThreeTwo>(Sound);
        Assert.Equal([.. GraphFile.Tenths(9), .. GraphFile.Tenths(3), .. GraphFile.Tenths(6), .. GraphFile.Tenths(2)], network.Parameters.ToArray());
    }

    // As it writes an activation of its own, what RTNeural does not read, keys in another order, and layers over several steps.
    [Fact]
    public void Spelling_does_not_matter()
    {
        string dense = First.Replace("relu", "linear", StringComparison.Ordinal).Replace("\"dense\"", "\"time-distributed-dense\"", StringComparison.Ordinal);
        string text = $$"""
             {"layers": [ {{dense}},
                {"weights": [], "shape": [null, null, 3], "activation": "relu", "type": "activation", "name": "caf\u00e9"}, {{Second}}],
              "in_shape": [null, null, 3], "more": {"a": [true, false, null, -1.5e+3, {}]} }

            """;
        Assert.Equal(Loaded<ThreeThreeTwo>(Sound).Parameters.ToArray(), Loaded<ThreeThreeTwo>(text).Parameters.ToArray());
    }

    // Where long values end is remembered: of rows, of matrices, of layers and of all of them.
    [Theory]
    [InlineData(100)]
    [InlineData(1500)]
    [InlineData(5000)]
    public void Length_does_not_matter(int padding)
    {
        string comma = ",".PadRight(padding);
        string text = Sound.Replace(",", comma, StringComparison.Ordinal);
        Assert.Equal(Loaded<ThreeThreeTwo>(Sound).Parameters.ToArray(), Loaded<ThreeThreeTwo>(text).Parameters.ToArray());
        string cut = text[..^3];
        Assert.Contains("is not valid JSON", Assert.Throws<KerasJsonException>(() => Loaded<ThreeThreeTwo>(cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slopes_that_are_all_the_same_are_one()
    {
        string dense = First.Replace("relu", "", StringComparison.Ordinal);
        string text = Model(dense, """{"type":"prelu","activation":"","shape":[null,3],"weights":[[0.5,0.5,0.5]]}""", Second);
        Assert.Equal(0.5f, Loaded<WithSlope>(text).Parameters[WithSlope.Layers[0].SlopeOffset]);
    }

    [Theory]
    [InlineData("[]", "The file is no Keras model as JSON: expected an object with 'in_shape' and 'layers', as RTNeural's exporter writes it.")]
    [InlineData("""{"class_name":"Sequential"}""", "The file is no Keras model as JSON: expected an object with 'in_shape' and 'layers', as RTNeural's exporter writes it.")]
    [InlineData("""{"in_shape":[null,3],"layers":[]}""", "The file computes its output without a product, and so has no layer.")]
    [InlineData("""{"in_shape":[null,3],"layers":[{}]}""", "layers[0] has no 'type'.")]
    [InlineData("""{"in_shape":[null,3],"layers":[]} x""", "The file is not valid JSON: expected the end at byte 34, but found byte 0x78.")]
    [InlineData("""{"in_shape":[null,3],"layers":[{"type":"dense","weights":[[[NaN]],[0]]}]}""", "The file is not valid JSON: expected a number at byte 60, but found byte 0x4E.")]
    public void A_file_that_is_no_model(string text, string message) => ExpectFault(message, text);

    [Theory]
    [InlineData("""{"type":"embedding","activation":"","shape":[null,3],"weights":[]}""", "layers[1] (embedding): " + NotRead)]
    [InlineData("""{"type":"activation","activation":"hard_sigmoid"}""", "layers[1] (activation): the activation 'hard_sigmoid' is not read. Read are linear, relu, tanh, sigmoid, softmax, elu, selu, gelu, silu, swish, mish, softplus, softsign, relu6, log_softmax.")]
    [InlineData("""{"type":"dense","activation":"","weights":[[[1,2],[3,4]],[0,0]]}""", "layers[1] (dense): its kernel takes 2 numbers, but 3 come in.")]
    [InlineData("""{"type":"dense","activation":"","weights":[[[1,2],[3]],[0,0]]}""", "layers[1] (dense): row 1 of its kernel has 1 numbers; the first has 2.")]
    [InlineData("""{"type":"dense","activation":"","shape":[null,2],"weights":[[[1],[2],[3]],[0]]}""", "layers[1] (dense): its shape ends with 2, but its weights give 1 numbers.")]
    [InlineData("""{"type":"dense","activation":"","weights":[[[1],[2],[3]],[0,1]]}""", "layers[1] (dense): 2 numbers stand where there must be 1, one for each output.")]
    [InlineData("""{"type":"dense","activation":"","weights":[[[1],[2],[3e39]],[0]]}""", "layers[1] (dense): 3E+39 is beyond the range of a float.")]
    [InlineData("""{"type":"dense","activation":""}""", "layers[1] (dense): it has no 'weights'.")]
    [InlineData("""{"type":"batchnorm","weights":[[1,1,1],[1,1,1]]}""", "layers[1] (batchnorm): it has no 'epsilon'.")]
    [InlineData("""{"type":"batchnorm","weights":[[1,1,1]],"epsilon":1}""", "layers[1] (batchnorm): its weights are 1 rows; expected γ, β, means and variances, or the last two.")]
    [InlineData("""{"type":"gru","activation":"relu","weights":[]}""", "layers[1] (gru): its activation is 'relu'; expected 'tanh', which is applied within it.")]
    [InlineData("""{"type":"gru","weights":[]}""", "layers[1] (gru): it has no kernel.")]
    [InlineData("""{"type":"gru","weights":[[[1,2,3],[1,2,3]]]}""", "layers[1] (gru): its kernel takes 2 numbers, but 3 come in.")]
    [InlineData("""{"type":"gru","weights":[[[1,2],[1,2],[1,2]]]}""", "layers[1] (gru): its kernel has 2 columns, which 3 gates can't share.")]
    [InlineData("""{"type":"gru","weights":[[[1,2,3],[1,2,3],[1,2,3]]]}""", "layers[1] (gru): it has no recurrent kernel.")]
    [InlineData("""{"type":"gru","weights":[[[1,2,3],[1,2,3],[1,2,3]],[[1,2]]]}""", "layers[1] (gru): its recurrent kernel has 1 × 2 numbers; expected 1 × 3.")]
    [InlineData("""{"type":"gru","weights":[[[1,2,3],[1,2,3],[1,2,3]],[[1,2,3]],[0,0]]}""", "layers[1] (gru): 2 numbers stand where there must be 3, one for each column of its kernel.")]
    [InlineData("""{"type":"gru","weights":[[[1,2,3],[1,2,3],[1,2,3]],[[1,2,3]],[[0,0,0]]]}""", "layers[1] (gru): its biases are 1 × 3 numbers; expected 2 × 3.")]
    [InlineData("""{"type":"gru","shape":[null,null,2],"weights":[[[1,2,3],[1,2,3],[1,2,3]],[[1,2,3]]]}""", "layers[1] (gru): its shape ends with 2, but its weights give 1 numbers.")]
    [InlineData("""{"type":"lstm","weights":[[[1,2,3,4],[1,2,3,4],[1,2,3,4]],[[1,2,3,4]],[0,0,0]]}""", "layers[1] (lstm): 3 numbers stand where there must be 4, one for each column of its kernel.")]
    [InlineData("""{"type":"lstm","weights":[[[1,2,3,4],[1,2,3,4],[1,2,3,4]],[[1,2,3,4]],[0,0,0,0],[0]]}""", "layers[1] (lstm): its weights are more than a kernel, a recurrent kernel and biases.")]
    public void A_layer_that_cannot_be_read(string layer, string message) => ExpectFault(message, Model(First, layer));

    [Theory]
    [InlineData("""{"type":"conv1d"}""", "layers[1] (conv1d): it has no 'weights'.")]
    [InlineData("""{"type":"conv1d","weights":[[[1]]]}""", "layers[1] (conv1d): its kernel has 2 dimensions; expected 3: [steps, channels / groups, filters].")]
    [InlineData("""{"type":"conv1d","weights":[[[[[1]]]]]}""", "layers[1] (conv1d): its kernel has more than 3 dimensions; expected [steps, channels / groups, filters].")]
    [InlineData("""{"type":"conv1d","weights":[[]]}""", "layers[1] (conv1d): its kernel has no steps.")]
    [InlineData("""{"type":"conv1d","weights":[[[[1],[1],[1]],[[1],[1]]]]}""", "layers[1] (conv1d): its kernel has 2 channels / groups where it has 3 at first.")]
    [InlineData("""{"type":"conv1d","weights":[[[[1],[1]]]]}""", "layers[1] (conv1d): its kernel takes 2 numbers in 1 groups, but 3 come in.")]
    [InlineData("""{"type":"conv1d","groups":3,"weights":[[[[1,1]]]]}""", "layers[1] (conv1d): its 2 filters can't be shared by 3 groups.")]
    [InlineData("""{"type":"conv1d","kernel_size":[3],"weights":[[[[1],[1],[1]]]]}""", "layers[1] (conv1d): its kernel_size is 3, but its kernel has 1 steps.")]
    [InlineData("""{"type":"conv1d","dilation":[0],"weights":[[[[1],[1],[1]]]]}""", "layers[1] (conv1d): its dilation is 0; expected one from 1 to 1048576.")]
    [InlineData("""{"type":"conv1d","dilation":1.5,"weights":[[[[1],[1],[1]]]]}""", "layers[1] (conv1d): its dilation is no whole number; expected one from 1 to 1048576.")]
    [InlineData("""{"type":"conv1d","strides":2,"weights":[[[[1],[1],[1]]]]}""", "layers[1] (conv1d): its strides are 2, and each step of a sequence has an answer; expected 1.")]
    [InlineData("""{"type":"conv1d","padding":"same","weights":[[[[1],[1],[1]],[[1],[1],[1]]]]}""", "layers[1] (conv1d): its padding is 'same', and the file goes step by step, where no step is there before it comes and each has an answer; expected 'causal'.")]
    [InlineData("""{"type":"conv1d","dilation":1048576,"weights":[[[[1],[1],[1]],[[1],[1],[1]]]]}""", "layers[1] (conv1d): its window reaches back 1048576 steps of 3 numbers; at most 1048576 steps and 67108864 numbers are read.")]
    [InlineData("""{"type":"conv1d","weights":[[[[1],[1],[1]]],[0,0]]}""", "layers[1] (conv1d): 2 numbers stand where there must be 1, one for each output.")]
    [InlineData("""{"type":"conv1d","weights":[[[[1],[1],[1]]],[0],[0]]}""", "layers[1] (conv1d): its weights are more than a kernel and biases.")]
    [InlineData("""{"type":"conv1d","shape":[null,null,2],"weights":[[[[1],[1],[1]]]]}""", "layers[1] (conv1d): its shape ends with 2, but its weights give 1 numbers.")]
    [InlineData("""{"type":"conv2d","num_features_in":2,"weights":[[[[[1]]]]]}""", "layers[1] (conv2d): it takes 2 features of 1 channels, but 3 numbers come in.")]
    [InlineData("""{"type":"conv2d","num_filters_out":2,"weights":[[[[[1]]]]]}""", "layers[1] (conv2d): its num_filters_out is 2, but its kernel has 1.")]
    [InlineData("""{"type":"conv2d","padding":"causal","weights":[[[[[1]]]]]}""", "layers[1] (conv2d): its padding is 'causal'; expected 'valid' or 'same', of its features.")]
    [InlineData("""{"type":"conv2d","weights":[[[[[1]],[[1]],[[1]],[[1]]]]]}""", "layers[1] (conv2d): its window sees 4 features, and 3 come in.")]
    [InlineData("""{"type":"conv1d","weights":[[[[1],[1],[1]]]]},{"type":"Flatten"}""", "layers[2] (Flatten): it takes the positions of a whole signal together, and the file goes step by step, by its recurrent layers, its conv1d or an 'in_shape' without a number of steps; expected Conv1D and such a number, [null, steps, channels].")]
    [InlineData("""{"type":"conv1d","weights":[[[[1],[1],[1]]]]},{"type":"Conv2D"}""", "layers[2] (Conv2D): it takes the positions of a whole signal together, and the file goes step by step, by its recurrent layers, its conv1d or an 'in_shape' without a number of steps; expected Conv1D and such a number, [null, steps, channels].")]
    public void A_convolution_over_steps_that_cannot_be_read(string layer, string message) => ExpectFault(message, Model(First, layer));

    [Theory]
    [InlineData("""{"type":"Conv2D","weights":[[[[[1],[1]]]]],"data_format":"channels_first"}""", "layers[0] (Conv2D): its data_format is 'channels_first'; expected 'channels_last'.")]
    [InlineData("""{"type":"Conv1D","weights":[[[[1],[1]]]]}""", "layers[0] (Conv1D): it gets [4, 4, 2]; expected [steps, channels].")]
    [InlineData("""{"type":"Conv2D","weights":[[[[[1]]]]]}""", "layers[0] (Conv2D): its kernel takes 1 channels in 1 groups, but 2 come in.")]
    [InlineData("""{"type":"Conv2D","kernel_size":[1,2],"weights":[[[[[1],[1]]]]]}""", "layers[0] (Conv2D): its kernel_size is 1 × 2, but its kernel has 1 × 1 positions.")]
    [InlineData("""{"type":"Conv2D","strides":[1,2,3],"weights":[[[[[1],[1]]]]]}""", "layers[0] (Conv2D): its strides is 1, 2, 3; expected one from 1 to 1048576, or one for each of 2 axes.")]
    [InlineData("""{"type":"Conv2D","strides":[1,2],"weights":[[[[[1],[1]]]]]}""", "layers[0] (Conv2D): its strides are 1 and 2, its dilations 1 and 1; expected the same along both axes.")]
    [InlineData("""{"type":"Conv2D","padding":"causal","weights":[[[[[1],[1]]]]]}""", "layers[0] (Conv2D): its padding is 'causal'; expected one of valid, same.")]
    [InlineData("""{"type":"MaxPooling2D","pool_size":[5,5]}""", "layers[0] (MaxPooling2D): its window reaches over 5 positions, more than the 4 that there are with its borders.")]
    [InlineData("""{"type":"Conv2D","groups":2,"weights":[[[[[1]]]]]}""", "layers[0] (Conv2D): its 1 filters can't be shared by 2 groups.")]
    [InlineData("""{"type":"DepthwiseConv2D","weights":[[[[[1]]]]]}""", "layers[0] (DepthwiseConv2D): its kernel takes 1 channels in 1 groups, but 2 come in.")]
    [InlineData("""{"type":"Flatten"},{"type":"GlobalAveragePooling2D"}""", "layers[1] (GlobalAveragePooling2D): it goes over positions, and gets 32 numbers of which no positions are left; expected it in front of Flatten, dense layers and global pooling.")]
    public void A_layer_over_positions_that_cannot_be_read(string layer, string message) =>
        ExpectFault(message, $$"""{"in_shape":[null,4,4,2],"layers":[{{layer}}]}""");

    [Theory]
    [InlineData("[null,null,4,2]", "[null, null, 4, 2]")]
    [InlineData("[null,9]", "[null, 9]")]
    [InlineData("null", "none of 1 to 4 dimensions")]
    [InlineData("[null,2000000000,2000000000]", "[null, 2000000000, 2000000000]")]
    public void Positions_without_a_number(string shape, string found) => ExpectFault(
        $"The file has layers over positions, and its 'in_shape' is {found}; expected [null, steps, channels] or [null, rows, columns, channels], 67108864 numbers at most.",
        $$"""{"in_shape":{{shape}},"layers":[{"type":"Flatten"}]}""");

    [Fact]
    public void More_numbers_than_any_network_has() => ExpectFault(
        "layers[0] (dense): it moves over 1048576 positions with 65 channels; at most 1048576 positions and 67108864 numbers are read.",
        $$"""{"in_shape":[null,1048576,1],"layers":[{"type":"dense","weights":[[[{{string.Join(',', new int[65])}}]]]},{"type":"Flatten"}]}""");

    // A step has 1,000 features: what the zeros between them and their windows take would be a hundred times the file.
    [Fact]
    public void Features_beyond_the_file() => ExpectFault(
        "layers[0] (conv2d): it goes over 1000 features of each step, which takes 1000000 weights with the zeros between them; at most 24064 are read of a file as large.",
        """{"in_shape":[null,null,1000,1],"layers":[{"type":"conv2d","weights":[[[[[1]]]],[0]]}]}""" + new string(' ', 34));

    [Fact]
    public void Slopes_that_differ() => ExpectFault<WithSlope>(
        "Layer 0 (node 'layers[0]'): the slopes of its PRelu differ from unit to unit in the file, and the network has one for all; write SlopePerUnit = true.",
        Slopes());

    [Fact]
    public void Slopes_of_units() => Assert.Equal([0.5f, 0.5f, 0.25f], Loaded<WithSlopes>(Slopes()).Parameters.Slice(WithSlopes.Layers[0].SlopeOffset, 3).ToArray());

    [Fact]
    public void Another_network() => ExpectFault("The file has the layers 3 → 3 Relu; the network has 3 → 3 Relu, 3 → 2 Identity.", Model(First));

    [Fact]
    public void Nothing_is_nested_without_end() => ExpectFault(
        "The file is not valid JSON: expected at most 64 levels of objects and arrays at byte 74, but found byte 0x5B.",
        $$"""{"layers":{{new string('[', 1_000_000)}}""");

    [Fact]
    public void A_sequence_behind_its_last_step() => ExpectFault(
        "layers[2] (gru): it takes sequences, and layers[1] hands on the last step alone; expected return_sequences=True there.", Model(First, LastStep, LastStep));

    [Theory]
    [InlineData(Sound)]
    [InlineData($$"""{"in_shape":[null,null,3],"layers":[{{First}},{{LastStep}}]}""")]
    [InlineData(Signal)]
    [InlineData($$"""{"in_shape":[null,null,2,2],"layers":[{{Features}}]}""")]
    [InlineData($$"""{"in_shape":[null,4,4,2],"layers":[{{Picture}},{{Pooling}},{"type":"Flatten"}]}""")]
    public void Mutated_files_are_loaded_or_refused(string text)
    {
        byte[] sound = Encoding.UTF8.GetBytes(text);
        var random = new Random(Sweep.Seed);
        for (int i = 0; i < Sweep.Count(2_000); i++)
        {
            byte[] file = [.. sound];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int place = random.Next(file.Length);
                if (random.Next(2) == 0) file[place] = sound[random.Next(sound.Length)];
                else file = [.. file[..place], .. file[Math.Min(file.Length, place + random.Next(9))..], (byte)' '];
            }

            long start = GC.GetAllocatedBytesForCurrentThread();
            _ = Record(new PlainNetwork<ThreeThreeTwo>(), file);
            Fold(file);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - start;
            Assert.True(allocated < 1 << 18, $"{allocated} bytes for {Encoding.UTF8.GetString(file)}; {Sweep.Note}");
        }
    }

    // As a frozen class takes it.
    private static void Fold(byte[] file)
    {
        try
        {
            ChainLayers found = ModelReader.Read(file).Folded();
            long count = ChainParameters.Count(found.Layers);
            if (count < file.Length) ChainParameters.Copy(found.Layers, new float[count]);
        }
        catch (KerasJsonException)
        {
            // It names what is wrong with the file.
        }
    }

    private static string Slopes() => Model(First.Replace("relu", "", StringComparison.Ordinal), """{"type":"prelu","weights":[[0.5,0.5,0.25]]}""", Second);

    private static string Model(params string[] layers) => $$"""{"in_shape":[null,3],"layers":[{{string.Join(',', layers)}}]}""";

    private static PlainNetwork<TShape> Loaded<TShape>(string text)
        where TShape : IShape
    {
        var network = new PlainNetwork<TShape>();
        KerasJson.Load(network, new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return network;
    }

    private static string? Record<TShape>(PlainNetwork<TShape> network, byte[] file)
        where TShape : IShape
    {
        try
        {
            KerasJson.Load(network, new MemoryStream(file));
            return null;
        }
        catch (KerasJsonException e)
        {
            return e.Message;
        }
    }

    private static void ExpectFault(string message, string text) => ExpectFault<ThreeThreeTwo>(message, text);

    private static void ExpectFault<TShape>(string message, string text)
        where TShape : IShape
    {
        var network = new PlainNetwork<TShape>();
        float[] before = network.Parameters.ToArray();
        Assert.Equal(message, Record(network, Encoding.UTF8.GetBytes(text)));
        Assert.Equal(before, network.Parameters.ToArray());
    }
}
