namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>Modules of PyTorch that remember, by their names in its <c>state_dict</c>.</summary>
public sealed class TorchNamingTests
{
    [Fact]
    public void A_GRU_has_two_biases_as_in_PyTorch()
    {
        SafetensorsFile file = File(Of("gru", 0, gates: 3, inputs: 3), [("fc.weight", [2, 5]), ("fc.bias", [2])]);
        GruAndTanh network = Safetensors.Load<GruAndTanh>(file, TensorNaming.PyTorch<GruAndTanh>("gru", "fc"));
        AssertRecurrent(network, 0, file, "gru", 0);
        Assert.Equal(Values(file["fc.bias"]), network.Biases(1).ToArray());
        AssertSavedAs(file, Safetensors.ToFile(network, TensorNaming.PyTorch<GruAndTanh>("gru", "fc")), file.Tensors.Select(static tensor => tensor.Name));
    }

    [Fact]
    public void Layers_of_one_module_are_counted_and_two_biases_are_added_up()
    {
        SafetensorsFile file = File([.. Of("model.lstm", 0, gates: 4, inputs: 3), .. Of("model.lstm", 1, gates: 4, inputs: 5)], [("model.head.weight", [2, 5]), ("model.head.bias", [2])]);
        TensorNaming naming = TensorNaming.PyTorch<StackedLstm>("lstm", "lstm", "head").WithPrefix("model.");
        StackedLstm network = Safetensors.Load<StackedLstm>(file, naming);
        AssertRecurrent(network, 0, file, "model.lstm", 0);
        AssertRecurrent(network, 1, file, "model.lstm", 1);

        // The sum is written in front of zeros.
        SafetensorsFile saved = Safetensors.ToFile(network, naming);
        AssertSavedAs(file, saved, ["model.lstm.weight_ih_l1", "model.lstm.weight_hh_l0", "model.head.weight"]);
        Assert.Equal(Values(file["model.lstm.bias_ih_l1"]).Zip(Values(file["model.lstm.bias_hh_l1"]), static (x, y) => x + y), Values(saved["model.lstm.bias_ih_l1"]));
        Assert.All(Values(saved["model.lstm.bias_hh_l1"]), static value => Assert.Equal(0, value));
        Assert.Equal(network.Parameters.ToArray(), Safetensors.Load<StackedLstm>(saved, naming).Parameters.ToArray());
    }

    [Fact]
    public void Modules_with_names_of_their_own_begin_anew()
    {
        SafetensorsFile file = File([.. Of("first", 0, gates: 1, inputs: 3), .. Of("second", 0, gates: 1, inputs: 5)], [("fc.weight", [2, 5]), ("fc.bias", [2])]);
        StackedRnn network = Safetensors.Load<StackedRnn>(file, TensorNaming.PyTorch<StackedRnn>("first", "second", "fc"));
        AssertRecurrent(network, 1, file, "second", 0);
    }

    [Fact]
    public void Each_layer_has_a_name()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => TensorNaming.PyTorch<StackedRnn>("rnn", "fc"));
        Assert.StartsWith("There are 2 names, and StackedRnn has 3 layers with weights; expected a name for each.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bias_that_is_missing_is_named()
    {
        SafetensorsFile file = File([.. Of("lstm", 0, gates: 4, inputs: 3).Where(static tensor => tensor.Name != "lstm.bias_hh_l0")], [("fc.weight", [2, 5]), ("fc.bias", [2])]);
        SafetensorsException thrown = Assert.Throws<SafetensorsException>(() => Safetensors.Load<LstmAndTanh>(file, TensorNaming.PyTorch<LstmAndTanh>("lstm", "fc")));
        Assert.Contains("lstm.bias_hh_l0", thrown.Message, StringComparison.Ordinal);
    }

    private static void AssertRecurrent<TNetwork>(TNetwork network, int layer, SafetensorsFile file, string module, int number)
        where TNetwork : class, ILoadableNetwork<TNetwork>, IRecurrentNetwork<TNetwork>
    {
        TNetwork expected = TNetwork.CreateBlank();
        RecurrentWeights.FromPyTorch(expected, layer, Part("weight_ih"), Part("weight_hh"), Part("bias_ih"), Part("bias_hh"));
        LayerInfo info = TNetwork.Layers[layer];
        Range own = info.WeightsOffset..(info.WeightsOffset + info.ParameterCount);
        Assert.Equal(expected.Parameters[own].ToArray(), network.Parameters[own].ToArray());

        float[] Part(string name) => Values(file[$"{module}.{name}_l{number}"]);
    }

    private static void AssertSavedAs(SafetensorsFile file, SafetensorsFile saved, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            Assert.Equal(file[name].Shape.ToArray(), saved[name].Shape.ToArray());
            Assert.Equal(Values(file[name]), Values(saved[name]));
        }
    }

    private static (string Name, long[] Shape)[] Of(string module, int number, int gates, int inputs) =>
    [
        ($"{module}.weight_ih_l{number}", [gates * 5, inputs]),
        ($"{module}.weight_hh_l{number}", [gates * 5, 5]),
        ($"{module}.bias_ih_l{number}", [gates * 5]),
        ($"{module}.bias_hh_l{number}", [gates * 5]),
    ];

    private static SafetensorsFile File((string Name, long[] Shape)[] recurrent, (string Name, long[] Shape)[] others)
    {
        var random = new Random(4);
        return new SafetensorsFile([.. recurrent.Concat(others).Select(Drawn)]);

        Tensor Drawn((string Name, long[] Shape) tensor)
        {
            int length = (int)tensor.Shape.Aggregate(1L, static (product, size) => product * size);
            return Tensor.Of(tensor.Name, tensor.Shape, [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)]);
        }
    }

    private static float[] Values(Tensor tensor)
    {
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values.AsSpan());
        return values;
    }
}
