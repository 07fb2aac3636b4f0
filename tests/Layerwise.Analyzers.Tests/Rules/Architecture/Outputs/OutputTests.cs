namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

/// <summary>Rules about outputs of which a network has several: each is judged by its own activation, loss and weight.</summary>
public sealed class OutputTests
{
    private const string Shared = "[Layer(8, 16, Activation.Tanh)]\n";
    private const string Policy = "[Output(\"Policy\", 16, 4, Activation.Softmax)]\n";

    [Fact]
    public Task A_weight_of_zero() => Declared.FindsAsync(
        "LW3020",
        Shared + Policy + "[Layer(16, 16, Activation.Tanh, Head = \"Value\")]\n[Output(\"Value\", 16, 1, Activation.Identity, LossWeight = [|0f|])]",
        "Warning: Output 'Value': LossWeight is 0, so no gradient of ComputeGradients reaches its 289 parameters, which stay as they were drawn; give it a weight");

    [Fact]
    public Task A_weight_of_zero_goes() => Declared.FixesAsync(
        "LW3020",
        Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity, LossWeight = 0f)]",
        Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity)]");

    [Fact]
    public Task A_weight_that_drowns_others() => Declared.FindsAsync(
        "LW3021",
        Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity, LossWeight = [|1000f|])]",
        "Warning: Output 'Value': with LossWeight = 1000, its gradient at the shared layers is 542 times as large as that of the other outputs together, " +
        "which then shape them next to nothing. About 1.84 weighs them alike.");

    [Fact]
    public Task A_weight_that_drowns_others_is_evened() => Declared.FixesAsync(
        "LW3021",
        Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity, LossWeight = 1000f)]",
        Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity, LossWeight = 1.84f)]");

    [Theory]
    [InlineData("LW3020", "LossWeight = 0.01f")]
    [InlineData("LW3021", "LossWeight = 10f")]
    [InlineData("LW3021", "LossWeight = 0f")]
    public Task Sound_weights(string id, string weight) => Declared.FindsNoneAsync(id, Shared + Policy + $"[Output(\"Value\", 16, 1, Activation.Identity, {weight})]");

    [Fact]
    public Task Each_output_has_its_own_loss() => Declared.FindsAsync(
        "LW3003",
        Shared + "[Output(\"Value\", 16, 1, Activation.Identity)]\n[Output(\"Policy\", 16, 4, Activation.Softmax, Loss = [|Loss.MeanSquaredError|])]",
        "Warning: Output 'Policy': Softmax makes the 4 outputs one probability distribution, but MeanSquaredError has a gradient with the factor p·(1 − p), " +
        "which vanishes where the network is confident and wrong. Use CrossEntropy.");

    [Fact]
    public Task Options_of_a_loss_without_effect() => Declared.FindsAsync(
        "LW1014",
        Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity, Delta = [|2f|])]",
        "Warning: Output 'Value': Delta has no effect, because the loss is MeanSquaredError; remove it, or write Loss.Huber");

    // The last layer that all share is hidden, whatever stands behind it in the source.
    [Fact]
    public Task A_shared_layer_is_hidden() => Declared.FindsAsync(
        "LW3001",
        "[Layer(8, 16, [|Activation.Softmax|])]\n" + Policy + "[Output(\"Value\", 16, 1, Activation.Identity)]",
        "Warning: Layer 1: Softmax makes the 16 hidden units add up to 1, so each passes on about 1/16, and the gradient shrinks as much. Use Relu, and keep Softmax for the last layer.");

    // Two linear maps of one input are not one after the other.
    [Theory]
    [InlineData("LW3007", "[Layer(8, 16, Activation.Tanh)]\n[Output(\"A\", 16, 16, Activation.Identity)]\n[Output(\"B\", 16, 4, Activation.Identity)]")]
    [InlineData("LW3009", "[Layer(8, 16, Activation.Tanh, Dropout = 0.2f)]\n[Output(\"A\", 16, 16, Activation.Identity)]\n[Output(\"B\", 16, 4, Activation.Identity)]")]
    [InlineData("LW5003", "[Layer(8, 64, Activation.Tanh)]\n[Output(\"Policy\", 64, 4, Activation.Softmax)]\n[Output(\"Value\", 64, 1, Activation.Identity, LossWeight = 0.5f)]")]
    public Task Sound_networks(string id, string attributes) => Declared.FindsNoneAsync(id, attributes);

    [Fact]
    public async Task What_vanishes_on_the_way_to_one_output_is_said_of_its_layers()
    {
        string deep = Shared + Policy + Declared.Layers(12, "16, 16, Activation.Sigmoid, Init.XavierNormal, Head = \"Value\"") + "\n[Output(\"Value\", 16, 1, Activation.Identity)]";
        await Declared.FindsAsync("LW5003", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, deep);
        await Declared.FindsNoneAsync("LW5003", Shared + Policy + "[Output(\"Value\", 16, 1, Activation.Identity)]");
    }
}
