namespace Layerwise.Tests.Forecast;

public sealed class UnknownAndFaultTests
{
    private static readonly LayerDesign Tanh = new(8, 8, Activation.Tanh, 1.0 / 8);
    private static readonly WindowInfo Window = new(null, new WindowAxisInfo(4, 2, 2, 1, 0, 0), Channels: 8, Filters: 8);
    private static readonly LayerDesign Custom = Tanh with { Activation = Activation.Custom };

    [Fact]
    public void Behind_a_users_own_activation_the_signal_is_unknown()
    {
        NetworkPrediction prediction = SignalPropagation.Predict([Tanh, Custom, Tanh]);

        Assert.Equal([true, false, false], prediction.Layers.Select(static layer => layer.IsKnown));
        Assert.Equal(1, prediction.Layers[1].PreActivationVariance / (prediction.Layers[0].SignalRms * prediction.Layers[0].SignalRms), 10);
        Assert.False(prediction.IsKnown);
        Assert.True(double.IsNaN(prediction.SignalGain));
        Assert.True(double.IsNaN(prediction.GradientGain));
    }

    [Fact]
    public void Before_it_each_layers_gains_are_known()
    {
        NetworkPrediction known = SignalPropagation.Predict([Tanh, Tanh]);
        NetworkPrediction prediction = SignalPropagation.Predict([Tanh, Custom]);

        Assert.Equal(known.Layers[0].SignalGain, prediction.Layers[0].SignalGain);
        Assert.Equal(known.Layers[0].GradientGain, prediction.Layers[0].GradientGain, 12);
        Assert.True(double.IsNaN(prediction.Layers[0].GradientRms));
    }

    [Fact]
    public void Batch_normalization_makes_the_signal_known_again()
    {
        LayerPrediction layer = SignalPropagation.Predict([Custom, Tanh with { BatchNormalization = true }]).Layers[1];

        Assert.Equal(0.6279, layer.SignalRms, 4);
        Assert.True(double.IsNaN(layer.SignalGain));
    }

    [Fact]
    public void Every_kind_of_layer_and_every_order_is_a_member()
    {
        IEnumerable<LayerDesign> kinds = Enum.GetValues<LayerKind>().Select(static kind => Tanh with { Kind = kind });
        IEnumerable<LayerDesign> orders = Enum.GetValues<LayerOrder>().Select(static order => Tanh with { Order = order });

        // It may be refused for what it lacks.
        Assert.All(kinds.Concat(orders), static design =>
            Assert.DoesNotContain("must be a member", Record.Exception(() => SignalPropagation.Predict([design]))?.Message ?? "", StringComparison.Ordinal));
    }

    public static TheoryData<string, LayerDesign[]> Faults => new()
    {
        { "Layer 2: FanIn is 7; it must be the FanOut of the layer before, 8.", [Tanh, Tanh with { FanIn = 7 }] },
        { "Layer 1: FanOut is 0; it must be at least 1.", [Tanh with { FanOut = 0 }] },
        { "Layer 1: WeightVariance is NaN; it must be finite and at least 0.", [Tanh with { WeightVariance = double.NaN }] },
        { "Layer 2: Dropout is 1; it must be at least 0 and less than 1.", [Tanh, Tanh with { Dropout = 1 }] },
        { "Layer 1: Slope is -0.5; it must be finite and at least 0.", [Tanh with { Slope = -0.5 }] },
        { "Layer 1: BiasVariance is -1; it must be finite and at least 0.", [Tanh with { BiasVariance = -1 }] },
        { "Layer 1: NormalizationEpsilon is -1; it must be finite and greater than 0.", [Tanh with { NormalizationEpsilon = -1 }] },
        { "Layer 1: IsFusedWithLoss is true; only the last layer meets the loss.", [Tanh with { IsFusedWithLoss = true }, Tanh] },
        { "Layer 2: InputSize is 9; it must be the FanOut of the layer before, 8.", [Tanh, Tanh with { InputSize = 9 }] },
        { "Layer 2: FanIn is 8; it must be the OutputSize of the layer before, 9.", [Tanh with { OutputSize = 9 }, Tanh] },
        { "Layer 1: OutputSize is -1; it must be at least 1.", [Tanh with { OutputSize = -1 }] },
        { "Layer 1: Residual is true with 8 inputs and 4 outputs; there must be as many of both.", [Tanh with { FanOut = 4, Residual = true }] },
        { "Layer 1: NormalizedGroups is -1; it must be at least 0.", [Tanh with { NormalizedGroups = -1 }] },
        { "Layer 1: NormalizedGroups is 7; it must be a divisor of the 10 channels.", [Tanh with { FanOut = 10, NormalizedGroups = 7 }] },
        { "Layer 1: NormalizedGroups is greater than 0 beside another normalization; at most one may be.", [Tanh with { NormalizedGroups = 1, LayerNormalization = true }] },
        { "Layer 1: BatchNormalization and LayerNormalization are both true; at most one may be.", [Tanh with { BatchNormalization = true, LayerNormalization = true }] },
        { "Layer 1: Kind is 9; it must be a member of LayerKind.", [Tanh with { Kind = (LayerKind)9 }] },
        { "Layer 1: Kind is Pooling and Window is null; it must say what is pooled.", [Tanh with { Kind = LayerKind.Pooling }] },
        { "Layer 1: Window has 8 channels and 0 filters; there must be at least one of each.", [Tanh with { Window = Window with { Filters = 0 } }] },
        { "Layer 1: Window has an axis of 4 positions and a window of 5", [Tanh with { Window = Window with { Horizontal = new(4, 5, 1, 1, 0, 0) } }] },
        { "Layer 1: Window has an axis of 4 positions and a window of 2", [Tanh with { Window = Window with { Horizontal = new(4, 2, 0, 1, 0, 0) } }] },
        { "There must be at least one layer.", [] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_cannot_be_predicted_is_refused(string message, LayerDesign[] layers)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => SignalPropagation.Predict(layers));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal("layers", exception.ParamName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Inputs_without_power_are_refused(double power) =>
        Assert.Throws<ArgumentOutOfRangeException>("inputPower", () => SignalPropagation.Predict([Tanh], power));

    [Fact]
    public void Beyond_the_range_of_double_nothing_is_known()
    {
        NetworkPrediction prediction = SignalPropagation.Predict([.. Enumerable.Repeat(Tanh with { Activation = Activation.Relu, WeightVariance = 1e30 }, 256)]);

        Assert.True(prediction.Layers[4].SignalRms > 1e70);
        Assert.True(double.IsNaN(prediction.SignalGain));
        Assert.True(double.IsNaN(prediction.GradientGain));
    }

    [Fact]
    public void Tiny_weights_end_in_zero()
    {
        NetworkPrediction prediction = SignalPropagation.Predict([.. Enumerable.Repeat(Tanh with { WeightVariance = 1e-30 }, 256)]);

        Assert.Equal(0, prediction.SignalGain);
        Assert.Equal(0, prediction.GradientGain);
    }
}
