using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Snapshots;

/// <summary>The shape of the generated code, for reviewers; that it computes the right thing is shown elsewhere.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public Task Classifier() => Match(Samples.DigitClassifier);

    [Fact]
    public Task One_tiny_layer() => Match(Samples.Network("Tiny", "2, 1, Activation.Sigmoid"));

    [Fact]
    public Task Regression_without_bias() => Match(Samples.Network(
        "Regression", "5, 17, Activation.LeakyRelu, Slope = 0.2f, Bias = false", "17, 3, Activation.Identity, Init.Uniform, BiasValue = 0.5f"));

    [Fact]
    public Task Kept_pre_activations() => Match(Samples.Network("Gated", "4, 16, Activation.Gelu", "16, 2, Activation.Identity"));

    [Fact]
    public Task Normalized_and_dropped() => Match(Samples.Network(
        "Regularized", "4, 16, Activation.Relu, BatchNormalization = true, Bias = false, Dropout = 0.2f", "16, 3, Activation.Tanh, BatchNormalization = true"));

    [Fact]
    public Task Residual_connections() => Match(Samples.Network(
        "Residual",
        "4, 16, Activation.Tanh",
        "16, 16, Activation.Tanh, Residual = true",
        "16, 8, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, BatchNormalization = true",
        "8, 16, Activation.Gelu, Dropout = 0.2f, Residual = true, ResidualSpan = 2",
        "16, 2, Activation.Identity"));

    [Fact]
    public Task Windows_over_pictures() => Match("""
        using Layerwise;

        namespace Sample;

        [Input(28, 28, 1)]
        [Conv2D(1, 16, 5, Activation.Relu, Stride = 2, Padding = Padding.Same)]
        [Conv2D(16, 16, 3, Activation.Relu, Groups = 16, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
        [Conv2D(16, 32, 1, Activation.Relu)]
        [MaxPool2D(2)]
        [GlobalAveragePool]
        [Layer(32, 10, Activation.Softmax)]
        public sealed partial class Reader;
        """);

    [Fact]
    public Task Steps_of_sequences() => Match("""
        using Layerwise;

        namespace Sample;

        [Network(WarmupSteps = 8)]
        [Input(64, 2)]
        [Layer(2, 8, Activation.Tanh)]
        [Gru(8, 16)]
        [Lstm(16, 16, Residual = true)]
        [Layer(16, 1, Activation.Identity)]
        public sealed partial class Amplifier;
        """);

    [Fact]
    public Task Several_outputs() => Match("""
        using Layerwise;

        namespace Sample;

        [Layer(8, 64, Activation.Tanh)]
        [Output("Policy", 64, 4, Activation.Softmax)]
        [Output("Speed", 64, 2, Activation.Tanh)]
        [Layer(64, 16, Activation.Gelu, Head = "Value")]
        [Output("Value", 16, 1, Activation.Identity, LossWeight = 0.5f)]
        public sealed partial class ActorCritic;
        """);

    [Fact]
    public Task Scaled_inputs_and_targets() => Match("""
        using Layerwise;

        namespace Sample;

        [Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
        [Layer(13, 16, Activation.Tanh)]
        [Layer(16, 1, Activation.Identity)]
        public sealed partial class Prices;
        """);

    [Fact]
    public Task Causal_convolutions_step_by_step() => Match("""
        using Layerwise;

        namespace Sample;

        [Network(Streaming = true)]
        [Input(64, 1)]
        [Conv1D(1, 8, 3, Activation.Tanh, Padding = Padding.Causal)]
        [Conv1D(8, 8, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 4, Residual = true)]
        [Layer(8, 1, Activation.Identity)]
        public sealed partial class Cabinet;
        """);

    [Fact]
    public Task Rows_normalized_by_themselves() => Match(Samples.Network(
        "Normalized",
        "4, 16, Activation.Relu, LayerNormalization = true",
        "16, 16, Activation.Gelu, Order = LayerOrder.ActivateLinearAdd, RmsNormalization = true, Residual = true",
        "16, 3, Activation.Softmax"));

    [Fact]
    public Task Custom_activation_and_learned_slope() => Match("""
        using Layerwise;
        using Layerwise.Runtime;

        namespace Sample;

        [Layer(4, 16, typeof(Square), Init.HeNormal)]
        [Layer(16, 3, Activation.PRelu)]
        public sealed partial class Own;

        public readonly struct Square : IActivation
        {
            public static TLanes Value<TLanes>(TLanes z)
                where TLanes : struct, ILanes<TLanes> => z * z;

            public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
                where TLanes : struct, ILanes<TLanes> => z + z;
        }
        """);

    [Fact]
    public Task Large_layers() => Match(Samples.Network("Large", "784, 256, Activation.Relu", "256, 10, Activation.Softmax"));

    [Fact]
    public Task Nested_with_a_constructor() => Match("""
        using Layerwise;

        namespace Sample;

        public partial class Outer
        {
            public partial struct Middle
            {
                [Network(Loss = Loss.MeanSquaredError)]
                [Layer(3, 4, Activation.Tanh)]
                [Layer(4, 2, Activation.Sigmoid)]
                internal sealed partial class @class
                {
                    public @class() => Initialize(42);
                }
            }
        }
        """);

    [Fact]
    public Task A_faulty_network_beside_a_sound_one() => Match("""
        using Layerwise;

        [Layer(3, 4, Activation.Tanh)]
        [Layer(5, 2, Activation.Identity)]
        public partial class DoesNotFit;

        [Layer(1, 1, Activation.Identity)]
        public partial class Sound;
        """);

    private static Task Match(
        string source, [System.Runtime.CompilerServices.CallerFilePath] string test = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Match(new Consumer(source).Generate(), test, method);
}
