using System.Globalization;
using System.Reflection;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.FiniteDifferences;

/// <summary>Generated gradients against the slope of the generated loss of the generated outputs: no reference takes part.</summary>
[Trait("Category", "Slow")]
public sealed class GeneratedGradientTests(GeneratedGradientTests.Networks networks) : IClassFixture<GeneratedGradientTests.Networks>
{
    private const string Streaming = "[Network(Loss = Loss.MeanSquaredError, Streaming = true)]\n";

    public static TheoryData<Activation, Loss, string> Cases
    {
        get
        {
            var cases = new TheoryData<Activation, Loss, string>();
            foreach (var activation in Enum.GetValues<Activation>().Except([Activation.Custom])) cases.Add(activation, Loss.MeanSquaredError, "");
            foreach (var activation in (Activation[])[Activation.Sigmoid, Activation.Softmax, Activation.LogSoftmax])
            {
                cases.Add(activation, Loss.CrossEntropy, "");
                cases.Add(activation, Loss.CrossEntropy, ", LabelSmoothing = 0.2f");
                cases.Add(activation, Loss.CrossEntropy, ", ClassWeights = new[] { 1f, 0.5f, 0f, 2f }");
                cases.Add(activation, Loss.CrossEntropy, ", LabelSmoothing = 0.2f, ClassWeights = new[] { 1f, 0.5f, 1.5f, 2f }");
                cases.Add(activation, Loss.KullbackLeibler, "");
                if (activation != Activation.LogSoftmax) cases.Add(activation, Loss.BinaryCrossEntropy, "");
            }

            cases.Add(Activation.Identity, Loss.MeanAbsoluteError, "");
            cases.Add(Activation.Tanh, Loss.Huber, ", Delta = 0.6f");
            cases.Add(Activation.LeakyRelu, Loss.SmoothL1, ", Beta = 0.6f");
            cases.Add(Activation.Identity, Loss.Hinge, "");
            cases.Add(Activation.Identity, Loss.BinaryCrossEntropyWithLogits, "");
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_slopes_of_the_loss(Activation activation, Loss loss, string options) =>
        Assert.InRange(LoadedAssembly.Visit(networks.Of(activation, loss, options), new LargestDeviation()), 0, 1);

    [Theory]
    [InlineData("Lisht")]
    [InlineData("Other.Lisht<int>")]
    public void Gradients_of_a_custom_activation_are_the_slopes_of_the_loss(string activation)
    {
        using var assembly = new Consumer(
            $$"""
            using Layerwise;

            /// <summary>A network.</summary>
            [Layer(3, 5, typeof({{activation}}))]
            [Layer(5, 4, typeof({{activation}}), Init.HeNormal)]
            public sealed partial class Net;
            """,
            CustomActivations.Lisht,
            CustomActivations.GenericLisht).Load();

        Assert.InRange(assembly.Visit(new LargestDeviation()), 0, 1);
    }

    // Statistics of a batch carry a step over many kinks at once, so there are none here; the comparison with the reference knows them.
    [Theory]
    [InlineData(Activation.Tanh, "BatchNormalization = true")]
    [InlineData(Activation.Silu, "BatchNormalization = true, NormalizationEpsilon = 0.5f, NormalizationMomentum = 1f")]
    [InlineData(Activation.Gelu, "BatchNormalization = true, Bias = false")]
    [InlineData(Activation.Sigmoid, "Dropout = 0.4f")]
    [InlineData(Activation.Mish, "Dropout = 0.4f, Bias = false")]
    [InlineData(Activation.Softplus, "BatchNormalization = true, Dropout = 0.4f")]
    [InlineData(Activation.Softmax, "BatchNormalization = true, Dropout = 0.4f, Bias = false")]
    public void Gradients_through_normalization_and_dropout_are_the_slopes_of_the_loss(Activation activation, string options)
    {
        using var assembly = new Consumer($$"""
            using Layerwise;

            /// <summary>A network.</summary>
            [Network(Loss = Loss.MeanSquaredError)]
            [Layer(3, 5, Activation.{{activation}}, {{options}})]
            [Layer(5, 4, Activation.{{activation}}, {{options}})]
            public sealed partial class Net;
            """).Load();

        Assert.InRange(assembly.Visit(new LargestDeviation()), 0, 1);
    }

    // Alone, first, last, between others, around blocks, in every order.
    [Theory]
    [InlineData("[Layer(4, 4, Activation.Tanh, Residual = true)]")]
    [InlineData("[Layer(4, 4, Activation.Gelu, Residual = true, Order = LayerOrder.LinearAddActivate)]")]
    [InlineData("[Layer(4, 4, Activation.Mish, Residual = true, Order = LayerOrder.ActivateLinearAdd)]")]
    [InlineData("[Layer(3, 5, Activation.Silu, Order = LayerOrder.ActivateLinearAdd)]")]
    [InlineData("[Layer(3, 5, Activation.Tanh, Order = LayerOrder.LinearActivateNormalize, BatchNormalization = true)]\n[Layer(5, 2, Activation.Identity)]")]
    [InlineData("[Layer(4, 4, Activation.Mish, Order = LayerOrder.LinearActivateNormalize, BatchNormalization = true, Dropout = 0.3f, Residual = true)]")]
    [InlineData("[Layer(3, 4, Activation.Tanh)]\n[Layer(4, 4, Activation.Sigmoid, Residual = true, Repeat = 3)]\n[Layer(4, 2, Activation.Identity)]")]
    [InlineData("[Layer(4, 6, Activation.Tanh)]\n[Layer(6, 4, Activation.Identity, Residual = true, ResidualSpan = 2)]\n[Layer(4, 2, Activation.Tanh)]")]
    [InlineData("[Layer(4, 6, Activation.Gelu)]\n[Layer(6, 4, Activation.Silu, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearAddActivate)]")]
    [InlineData("[Layer(4, 4, Activation.Tanh, Residual = true)]\n[Layer(4, 4, Activation.Tanh, Residual = true, ResidualSpan = 2)]\n[Layer(4, 4, Activation.Tanh, Residual = true, ResidualSpan = 2)]")]
    [InlineData("[Layer(4, 4, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd, BatchNormalization = true)]\n[Layer(4, 4, Activation.Mish, Order = LayerOrder.ActivateLinearAdd, BatchNormalization = true, Dropout = 0.4f, Residual = true, ResidualSpan = 2)]\n[Layer(4, 3, Activation.Gelu, Order = LayerOrder.ActivateLinearAdd)]")]
    [InlineData("[Layer(4, 4, Activation.Tanh, BatchNormalization = true, Dropout = 0.4f, Residual = true)]\n[Layer(4, 4, Activation.Softmax, Dropout = 0.4f, Residual = true, Order = LayerOrder.LinearAddActivate)]")]
    [InlineData("[Layer(3, 4, Activation.PRelu)]\n[Layer(4, 4, Activation.LogSoftmax, Residual = true, Order = LayerOrder.ActivateLinearAdd)]\n[Layer(4, 4, Activation.Softplus, Residual = true)]")]
    [InlineData("[Layer(3, 2, Activation.PRelu, SlopePerUnit = true)]")]
    [InlineData("[Layer(3, 4, Activation.Tanh)]\n[Layer(4, 3, Activation.PRelu, SlopePerUnit = true, Order = LayerOrder.ActivateLinearAdd)]\n[Layer(3, 2, Activation.Identity)]")]
    [InlineData("[Layer(2, 2, Activation.PRelu, SlopePerUnit = true, Residual = true, Order = LayerOrder.LinearAddActivate)]\n[Layer(2, 3, Activation.Identity)]")]
    [InlineData("[Layer(3, 17, Activation.PRelu, SlopePerUnit = true)]\n[Layer(17, 2, Activation.Identity)]")]
    [InlineData("[Layer(3, 4, Activation.PRelu, Order = LayerOrder.ActivateLinearAdd)]\n[Layer(4, 2, Activation.Identity)]")]
    [InlineData("[Layer(3, 3, Activation.PRelu, SlopePerUnit = true, Order = LayerOrder.ActivateLinearAdd, Residual = true)]")]
    [InlineData("[Layer(4, 4, Activation.Tanh, BatchNormalization = true, Dropout = 0.4f, Residual = true, Order = LayerOrder.LinearActivateAddNormalize)]\n[Layer(4, 3, Activation.Gelu, BatchNormalization = true, Order = LayerOrder.LinearActivateAddNormalize)]")]
    public void Gradients_around_layers_are_the_slopes_of_the_loss(string layers) => AssertSlopes(layers);

    // Strides, gaps, parts, every padding, odd sizes and windows as large as what they see; the largest of a window has kinks, so little moves there.
    [Theory]
    [InlineData("[Input(5, 4, 2)]\n[Conv2D(2, 3, 3, Activation.Tanh)]")]
    [InlineData("[Input(5, 7, 2)]\n[Conv2D(2, 4, 3, 2, Activation.Gelu, Stride = 2, Padding = Padding.Same, Groups = 2)]\n[Layer(48, 2, Activation.Identity)]")]
    [InlineData("[Input(7, 5, 3)]\n[Conv2D(3, 3, 2, Activation.Tanh, Dilation = 2, ZeroPadding = 1, Groups = 3)]\n[AveragePool2D(3, Stride = 2, Padding = Padding.Same)]\n[Conv2D(3, 2, 1, Activation.Silu)]\n[Layer(24, 2, Activation.Identity)]")]
    [InlineData("[Input(4, 4, 17)]\n[Conv2D(17, 17, 3, Activation.Tanh, Groups = 17, Padding = Padding.Same)]\n[Conv2D(17, 17, 2, Activation.Tanh, Groups = 17, Stride = 3, Padding = Padding.Same)]\n[GlobalAveragePool]\n[Layer(17, 2, Activation.Identity)]")]
    [InlineData("[Input(9, 2)]\n[Conv1D(2, 3, 3, Activation.Silu, Padding = Padding.Causal, Dilation = 2)]\n[Conv1D(3, 3, 3, Activation.Tanh, Padding = Padding.Same, Residual = true)]\n[MaxPool1D(2)]\n[Layer(12, 2, Activation.Tanh)]")]
    [InlineData("[Input(6, 3)]\n[Conv1D(3, 4, 6, Activation.Mish, Bias = false)]\n[Layer(4, 2, Activation.Softmax)]")]
    [InlineData("[Input(7, 4)]\n[Conv1D(4, 6, 3, Activation.Tanh, Stride = 2, Padding = Padding.Same, Residual = true, Projection = true, BatchNormalization = true)]\n[Layer(24, 2, Activation.Identity)]")]
    [InlineData("[Input(6, 3)]\n[Conv1D(3, 4, 3, Activation.Softmax)]\n[Layer(16, 2, Activation.Identity)]")]
    public void Gradients_through_windows_are_the_slopes_of_the_loss(string layers) => AssertSlopes(layers);

    // Alone, first, last, between others, narrower than a register and wider, with the last step alone.
    [Theory]
    [InlineData("[Input(4, 2)]\n[Gru(2, 3)]")]
    [InlineData("[Input(4, 2)]\n[Lstm(2, 3)]")]
    [InlineData("[Input(4, 2)]\n[Rnn(2, 3, Activation.Gelu)]")]
    [InlineData("[Input(5, 2)]\n[Gru(2, 17)]\n[Layer(17, 2, Activation.Tanh)]")]
    [InlineData("[Input(5, 2)]\n[Layer(2, 4, Activation.Tanh)]\n[Lstm(4, 9, Dropout = 0.3f)]\n[Layer(9, 2, Activation.Identity)]")]
    [InlineData("[Input(5, 2)]\n[Gru(2, 4)]\n[Lstm(4, 4, Residual = true)]\n[Layer(4, 4, Activation.Silu, Residual = true, ResidualSpan = 2)]\n[Rnn(4, 3)]")]
    [InlineData("[Input(4, 3)]\n[Lstm(3, 4)]\n[Gru(4, 5, LastStepOnly = true)]\n[Layer(5, 3, Activation.Softmax)]")]
    [InlineData("[Input(4, 2)]\n[Gru(2, 3, ResetAfter = false)]")]
    [InlineData("[Input(5, 2)]\n[Gru(2, 17, ResetAfter = false)]\n[Gru(17, 5, ResetAfter = false, Dropout = 0.3f)]\n[Layer(5, 2, Activation.Tanh)]")]
    [InlineData("[Input(1, 3)]\n[Rnn(3, 4, Activation.Sigmoid, LastStepOnly = true, Dropout = 0.3f)]")]
    public void Gradients_through_time_are_the_slopes_of_the_loss(string layers) => AssertSlopes(layers);

    // What layers of steps do beside each other and beside recurrent ones: windows that reach back beyond the beginning, parts of the channels, connections around.
    [Theory]
    [InlineData(Streaming + "[Input(6, 2)]\n[Conv1D(2, 3, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]")]
    [InlineData(Streaming + "[Input(7, 1)]\n[Conv1D(1, 8, 3, Activation.Tanh, Padding = Padding.Causal)]\n[Conv1D(8, 8, 3, Activation.Gelu, Padding = Padding.Causal, Dilation = 4, Residual = true)]\n[Layer(8, 2, Activation.Identity)]")]
    [InlineData(Streaming + "[Input(5, 4)]\n[Layer(4, 6, Activation.Silu)]\n[Conv1D(6, 6, 2, Activation.Tanh, Padding = Padding.Causal, Groups = 6, Dropout = 0.3f)]\n[Conv1D(6, 4, 1, Activation.Mish, Residual = true, ResidualSpan = 2, Projection = true)]")]
    [InlineData(Streaming + "[Input(5, 2)]\n[Conv1D(2, 4, 2, Activation.Tanh, Padding = Padding.Causal)]\n[Gru(4, 4, Residual = true)]\n[Conv1D(4, 6, 3, Activation.Silu, Padding = Padding.Causal, Groups = 2)]\n[Lstm(6, 3, LastStepOnly = true)]\n[Layer(3, 2, Activation.Identity)]")]
    public void Gradients_through_steps_and_what_lies_before_them_are_the_slopes_of_the_loss(string layers) => AssertSlopes(layers);

    // A row of small numbers is multiplied by the inverse of its deviation, and third derivatives by its cube: the quotient is off by more.
    [Theory]
    [InlineData("[Layer(3, 5, Activation.Tanh, LayerNormalization = true)]\n[Layer(5, 4, Activation.Gelu, RmsNormalization = true)]\n[Layer(4, 3, Activation.Softmax, LayerNormalization = true)]")]
    [InlineData("[Layer(5, 5, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true)]\n[Layer(5, 5, Activation.Silu, RmsNormalization = true, Residual = true, Order = LayerOrder.LinearAddActivate)]")]
    [InlineData("[Layer(5, 5, Activation.PRelu, Order = LayerOrder.ActivateLinearAdd, RmsNormalization = true)]\n[Layer(5, 5, Activation.Mish, LayerNormalization = true, Dropout = 0.4f, Residual = true, ResidualSpan = 2)]")]
    [InlineData("[Layer(5, 7, Activation.Gelu)]\n[Layer(7, 5, Activation.Identity, LayerNormalization = true, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearActivateAddNormalize)]\n[Layer(5, 4, Activation.Tanh, RmsNormalization = true, Residual = true, Projection = true, Order = LayerOrder.LinearActivateAddNormalize)]")]
    [InlineData("[Input(4, 3, 2)]\n[Conv2D(2, 4, 2, Activation.Tanh, GroupNormalization = 2)]")]
    [InlineData("[Input(5, 4, 2)]\n[Conv2D(2, 4, 2, Activation.Tanh, GroupNormalization = 1, NormalizationEpsilon = 0.1f)]\n[Conv2D(4, 6, 2, Activation.Gelu, GroupNormalization = 6, NormalizationEpsilon = 0.1f, Bias = false)]\n[Layer(36, 2, Activation.Identity)]")]
    [InlineData("[Input(6, 4)]\n[Conv1D(4, 4, 3, Activation.Tanh, Padding = Padding.Same, GroupNormalization = 2, Residual = true, Order = LayerOrder.ActivateLinearAdd)]\n[Conv1D(4, 6, 3, Activation.PRelu, GroupNormalization = 3, Dropout = 0.4f)]\n[Layer(24, 3, Activation.Softmax)]")]
    [InlineData("[Input(5, 4)]\n[Conv1D(4, 4, 3, Activation.Gelu, Padding = Padding.Same, GroupNormalization = 4, Residual = true, Order = LayerOrder.LinearActivateAddNormalize)]\n[Conv1D(4, 6, 2, Activation.Tanh, GroupNormalization = 2, Order = LayerOrder.LinearActivateNormalize)]")]
    public void Gradients_through_rows_normalized_by_themselves_are_the_slopes_of_the_loss(string layers) => AssertSlopes(layers, most: 4);

    private void AssertSlopes(string layers, double most = 1) => Assert.InRange(LoadedAssembly.Visit(networks.Of(layers), new LargestDeviation()), 0, most);

    /// <summary>The networks of all cases, in one compilation.</summary>
    public sealed class Networks : IDisposable
    {
        // Of the theories about layers.
        private static readonly string[] Layers =
        [
            .. from method in typeof(GeneratedGradientTests).GetMethods()
               where method.GetParameters() is [{ Name: "layers" }]
               from data in method.GetCustomAttributes<InlineDataAttribute>()
               select (string)data.GetData(method).Single()[0],
        ];

        private readonly LoadedAssembly _assembly =
            new Consumer($"using Layerwise;\n\n{string.Join("\n\n", Cases.Select(Declaration).Concat(Layers.Select(Declaration)))}").Load();

        public Type Of(string layers) => _assembly.Networks.Single(network => network.Name == NameOf(Array.IndexOf(Layers, layers)));

        public Type Of(Activation activation, Loss loss, string options)
        {
            int index = Cases.Index().Single(item => item.Item is [Activation a, Loss l, string o] && (a, l, o) == (activation, loss, options)).Index;
            return _assembly.Networks.ElementAt(index);
        }

        public void Dispose() => _assembly.Dispose();

        private static string NameOf(int layers) => string.Create(CultureInfo.InvariantCulture, $"OfLayers{layers:D2}");

        private static string Declaration(string layers, int index) => $$"""
            /// <summary>A network.</summary>
            {{(layers.StartsWith(Streaming, StringComparison.Ordinal) ? "" : "[Network(Loss = Loss.MeanSquaredError)]")}}
            {{layers}}
            public sealed partial class {{NameOf(index)}};
            """;

        private static string Declaration(object[] item, int index) => string.Create(CultureInfo.InvariantCulture, $$"""
            /// <summary>A network.</summary>
            [Network(Loss = Loss.{{item[1]}}{{item[2]}})]
            [Layer(3, 5, Activation.Tanh)]
            [Layer(5, 4, Activation.{{item[0]}}, Slope = 0.2f)]
            public sealed partial class Net{{index:D2}};
            """);
    }

    /// <summary>The largest difference between slope and gradient, in units of what the difference quotient itself may be off.</summary>
    private sealed class LargestDeviation : INetworkVisitor<double>
    {
        // The loss is of order 1 and right to a few 2⁻²⁴, hence the quotient to a few 2⁻²⁴/h; it curves away by h² times its
        // third derivative. A step of 2⁻⁷ makes both about 10⁻⁴.
        private const float Step = 1f / 128;
        private const double Rounding = 8.0 / (1 << 24) / Step;
        private const double Truncation = Step * Step * 2;

        private static float[] Targets(Random random, int width, Loss loss)
        {
            float[] targets = [.. Enumerable.Range(0, width).Select(_ => random.NextSingle() / 2)];
            return loss switch
            {
                Loss.Hinge => [.. targets.Select(y => y < 0.25f ? -1f : 1f)],
                Loss.CrossEntropy or Loss.KullbackLeibler => [.. targets.Select(y => y / targets.Sum())],
                Loss.BinaryCrossEntropy or Loss.BinaryCrossEntropyWithLogits => targets,
                Loss.MeanSquaredError or Loss.MeanAbsoluteError or Loss.Huber or Loss.SmoothL1 => targets,
                _ => throw new InvalidOperationException($"No such loss: {loss}."),
            };
        }

        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            const int rows = 5;
            var random = new Random(11);
            Span<float> parameters = network.Parameters;
            for (int i = 0; i < parameters.Length; i++) parameters[i] = random.NextSingle() - 0.5f;
            // Large biases, so that no step carries a ReLU over its kink.
            for (int j = 1; j <= TNetwork.OutputSize; j++) parameters[^j] = j % 2 == 0 ? 2 : -2;
            float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => random.NextSingle() - 0.5f)];
            float[] targets = [.. Enumerable.Range(0, rows).SelectMany(_ => Targets(random, TNetwork.OutputSize, TNetwork.Loss))];
            var gradients = new float[TNetwork.ParameterCount];
            var workspace = TNetwork.CreateWorkspace(rows);
            float loss = network.ComputeGradients(inputs, targets, workspace, gradients);

            double largest = 0;
            for (int i = 0; i < gradients.Length; i++)
            {
                float value = parameters[i];
                double above = LossAt(value + Step, i);
                double below = LossAt(value - Step, i);
                parameters[i] = value;
                double slope = (above - below) / (2 * Step);
                largest = Math.Max(largest, Math.Abs(slope - gradients[i]) / ((Rounding * Math.Max(1, loss)) + Truncation));
            }

            return largest;

            double LossAt(float value, int i)
            {
                network.Parameters[i] = value;
                workspace.DropoutPass = 0;
                return TNetwork.ComputeLoss(network.Forward(inputs, workspace), targets);
            }
        }
    }
}
