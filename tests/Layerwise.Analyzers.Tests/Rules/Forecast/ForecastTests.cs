namespace Layerwise.Analyzers.Tests.Rules.Forecast;

public sealed class ForecastTests
{
    [Fact]
    public Task Xavier_under_thirty_relu_layers() => FindsAsync(
        "LW5001",
        ["Layers 1 to 29: the signal vanishes: after layer 29, the signal is 4.32·10⁻⁵ times as large as the inputs, and the gradient is ", " times as large as at the outputs at layer ", ". Each of these layers multiplies it by 0.707. Write Init.HeNormal on layers 1 to 29: "],
        Network("[Layer(256, 256, Activation.Relu, [|Init.XavierNormal|])]", "[Layer(256, 256, Activation.Relu, Init.XavierNormal)]", 28));

    [Fact]
    public Task Tanh_under_a_hundredth() => FindsAsync(
        "LW5001",
        ["Layers 1 to 10: the signal vanishes", "after layer 10", "Init.XavierNormal on layers 1 to 10"],
        Network(
            "[Layer(256, 256, Activation.Tanh, [|Init.RandomNormal|], InitScale = 0.01f)]",
            "[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 0.01f)]",
            9));

    [Fact]
    public Task Relu_under_weights_up_to_one() => FindsAsync(
        "LW5002",
        ["Layers 1 to 6: the signal explodes: after layer 6, the signal is 77700 times as large as the inputs", "Init.HeUniform on layers 1 to 6"],
        Network(
            "[Layer(256, 256, Activation.Relu, [|Init.RandomUniform|], InitScale = 1f)]",
            "[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]",
            5));

    [Fact]
    public Task Relu_under_equal_weights() => FindsAsync(
        "LW5002",
        ["Layers 1 to 4: the signal explodes", "after layer 4", "Init.HeNormal on layers 1 to 4"],
        Network(
            "[Layer(256, 256, Activation.Relu, [|Init.Constant|], InitScale = 0.5f)]",
            "[Layer(256, 256, Activation.Relu, Init.Constant, InitScale = 0.5f)]",
            3));

    [Fact]
    public Task Deep_sigmoid() => FindsAsync(
        "LW5003",
        ["Layers 2 to 10: the gradient vanishes: at layer 1, the gradient is ", "Activation.Relu and Init.HeUniform on layers 1 to 10"],
        Network("[Layer(256, 256, Activation.Sigmoid)]\n[Layer(256, 256, [|Activation.Sigmoid|])]", "[Layer(256, 256, Activation.Sigmoid)]", 8));

    // The output layer is sound: 512 units become 4. He on the others repairs the network.
    [Theory]
    [InlineData("512, 4, Activation.Softmax")]
    [InlineData("512, 4, Activation.Softmax, Init.XavierNormal")]
    public Task Output_layer_is_not_to_blame(string output) => FindsAsync(
        "LW5003",
        ["Layers 2 to 22: the gradient vanishes: at layer 1, the gradient is ", "Write Init.HeNormal on layers 1 to 22: "],
        $"""
        using Layerwise;

        [Layer(512, 512, Activation.Relu, Init.XavierNormal)]
        [Layer(512, 512, Activation.Relu, [|Init.XavierNormal|])]
        {string.Join('\n', Enumerable.Repeat("[Layer(512, 512, Activation.Relu, Init.XavierNormal)]", 20))}
        [Layer({output})]
        partial class Net;
        """);

    [Fact]
    public Task Output_layer_is_to_blame() => FindsAsync(
        "LW5003",
        ["Layer 3: the gradient vanishes: at layer ", "Write Init.XavierNormal on layer 3: "],
        """
        using Layerwise;

        [Layer(64, 64, Activation.Relu)]
        [Layer(64, 64, Activation.Relu)]
        [Layer(64, 4, Activation.Softmax, [|Init.RandomNormal|], InitScale = 1e-5f)]
        partial class Net;
        """);

    [Fact]
    public Task What_follows_an_unknown_layer_is_judged() => FindsAsync(
        "LW5001",
        ["Layer 3: the signal vanishes"],
        """
        using Layerwise;
        using Layerwise.Runtime;

        [Layer(64, 64, typeof(Cube))]
        [Layer(64, 64, Activation.Relu, BatchNormalization = true, Bias = false)]
        [Layer(64, 64, Activation.Relu, [|Init.RandomNormal|], InitScale = 1e-9f)]
        [Layer(64, 4, Activation.Softmax)]
        partial class Net;

        public readonly struct Cube : IActivation
        {
            public static TLanes Value<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes> => z * z * z;

            public static TLanes Derivative<TLanes>(TLanes z, TLanes a) where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(3f) * z * z;
        }
        """);

    [Fact]
    public Task Tanh_under_the_standard_normal_distribution() => FindsAsync(
        "LW5004",
        ["Layers 2 to 11: the gradient explodes: at layer ", "Each of these layers multiplies it by 2.9", "Init.XavierNormal on layers 1 to 11"],
        Network(
            "[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]\n[Layer(256, 256, Activation.Tanh, [|Init.RandomNormal|], InitScale = 1f)]",
            "[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]",
            9));

    [Fact]
    public Task Saturated_tanh() => FindsAsync(
        "LW5005",
        ["Layer 1: 85.2 % of the units are saturated before the first step, because Tanh is flat over most of z, with a standard deviation of 16. ", "Write Init.XavierNormal on layer 1: "],
        Network("[Layer(256, 256, Activation.Tanh, [|Init.RandomNormal|], InitScale = 1f)]"));

    [Fact]
    public Task One_bad_layer_among_good_ones() => FindsAsync(
        "LW5001",
        ["Layer 2: the signal vanishes", "Write Init.HeNormal on layer 2: "],
        Network(
            """
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, [|Init.RandomNormal|], InitScale = 1e-6f)]
            """,
            "[Layer(256, 256, Activation.Relu, Init.HeNormal)]",
            8));

    [Fact]
    public Task Large_inputs_in_half_precision() => FindsAsync(
        "LW5006",
        ["Layer 2: values of about 320000 are beyond float16's 65504"],
        "using Layerwise;\n\n[Network(InputPower = 1e8f)]\n[Layer(64, 64, Activation.Relu, Init.HeNormal)]\n[Layer(64, 64, Activation.Identity, [|Init.RandomNormal|], InitScale = 1f)]\npartial class Net;\n");

    [Fact]
    public Task Small_gradients_in_half_precision() => FindsAsync(
        "LW5007",
        ["Layer 1: where gradients at the outputs are 1, they are about ", "below float16's smallest normal number, 6.1·10⁻⁵"],
        Network("[Layer(64, 64, Activation.Sigmoid, [|Init.LeCunNormal|])]", "[Layer(64, 64, Activation.Sigmoid, Init.LeCunNormal)]", 7));

    // Inputs that no one standardized: the network is sound, and another activation would only hide it.
    [Theory]
    [InlineData("LW5005", "[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]", 2, 17000)]
    [InlineData("LW5001", "[Layer(256, 256, Activation.Tanh)]", 4, 1e12)]
    public async Task Power_of_the_inputs_is_the_cause(string id, string layer, int count, double power)
    {
        string number = power.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        string source = Network(layer, layer, count - 1).Replace("using Layerwise;\n", $"using Layerwise;\n\n[Network(InputPower = {number}f)]\n", StringComparison.Ordinal);
        string[] messages = [.. (await Analysis.RunAsync(id, source)).Select(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.EndsWith($"The inputs are the cause, with InputPower = {Written(power)}: scale them to a mean square of 1, or correct InputPower.", message, StringComparison.Ordinal));
        Assert.DoesNotContain(await CodeFixing.OffersAsync(source), offer => offer.Text.Contains("Activation.Relu", StringComparison.Ordinal));

        static string Written(double power) => power < 1e6 ? "17000" : "1·10¹²";
    }

    public static TheoryData<string, string, int> Sound => new()
    {
        { "", "[Layer(256, 256, Activation.Relu, Init.HeNormal)]", 100 },
        { "", "[Layer(256, 256, Activation.Relu, Init.XavierNormal)]", 20 },
        { "", "[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]", 100 },
        { "", "[Layer(256, 256, Activation.Sigmoid)]", 4 },
        { "", "[Layer(256, 256, Activation.Selu)]", 100 },
        { "", "[Layer(16, 16, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]", 2 },
        { "", "[Layer(256, 256, Activation.HardTanh)]", 5 },
        { "", "[Layer(256, 256, Activation.Relu, Init.XavierNormal, BatchNormalization = true)]", 30 },
        { "", "[Layer(256, 256, Activation.Sigmoid, BatchNormalization = true)]", 30 },
        { "", "[Layer(256, 256, Activation.Tanh, Init.Zeros)]", 5 },
        { "[Network(InputPower = 0.1f)]", "[Layer(256, 256, Activation.Relu)]", 30 },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Sound_propagation(string options, string layer, int count)
    {
        string source = Network(layer, layer, count).Replace("using Layerwise;\n", $"using Layerwise;\n{options}\n", StringComparison.Ordinal);
        foreach (string id in new[] { "LW5001", "LW5002", "LW5003", "LW5004", "LW5005" }) Assert.Empty(await Analysis.RunAsync(id, source));
    }

    [Fact]
    public Task An_activation_of_ones_own_is_not_guessed_about() => Analysis.FindsNoneAsync(
        "LW5003",
        """
        using Layerwise;
        using Layerwise.Runtime;

        [Layer(64, 64, Activation.Relu)]
        [Layer(64, 64, typeof(Cube))]
        [Layer(64, 64, Activation.Relu)]
        [Layer(64, 4, Activation.Softmax)]
        partial class Net;

        public readonly struct Cube : IActivation
        {
            public static TLanes Value<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes> => z * z * z;

            public static TLanes Derivative<TLanes>(TLanes z, TLanes a) where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(3f) * z * z;
        }
        """);

    private static async Task FindsAsync(string id, string[] parts, string marked)
    {
        string message = Assert.Single(await Analysis.FindsAsync(id, marked));
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static string Network(string first, string more = "", int count = 0)
    {
        string width = first.Contains("[Layer(16", StringComparison.Ordinal) ? "16" : first.Contains("[Layer(64", StringComparison.Ordinal) ? "64" : "256";
        return $"using Layerwise;\n\n{first}\n{string.Concat(Enumerable.Repeat(more + "\n", count))}[Layer({width}, 10, Activation.Softmax)]\npartial class Net;\n";
    }
}
