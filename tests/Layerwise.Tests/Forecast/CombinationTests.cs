namespace Layerwise.Tests.Forecast;

/// <summary>Whatever stands on whatever, there is a prediction.</summary>
public sealed class CombinationTests
{
    public static TheoryData<Activation> BuiltIn => [.. Enum.GetValues<Activation>().Where(static activation => activation != Activation.Custom)];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Every_layer_over_every_layer(Activation activation)
    {
        LayerDesign[] kinds = [.. Kinds(activation)];
        foreach (LayerDesign lower in kinds)
        {
            foreach (LayerDesign upper in kinds.Concat(Kinds(Activation.Relu)))
            {
                LayerDesign[] layers = [lower, upper with { FanIn = lower.FanOut }, lower with { FanIn = upper.FanOut, FanOut = 5 }];
                NetworkPrediction prediction = SignalPropagation.Predict(layers);

                Assert.True(prediction.IsKnown, Describe());
                Assert.All(prediction.Layers, layer => Assert.True(layer.SignalGain >= 0 && layer.GradientGain >= 0 && layer.GradientRms >= 0, Describe()));
                Assert.All(prediction.Layers, layer => Assert.True(layer.SaturatedShare is >= 0 and <= 1 && layer.DeadUnitRisk is >= 0 and <= 1, Describe()));

                string Describe() => string.Join('\n', layers.Select(static layer => layer.ToString()).Concat(prediction.Layers.Select(static layer => layer.ToString())));
            }
        }
    }

    private static IEnumerable<LayerDesign> Kinds(Activation activation)
    {
        var layer = new LayerDesign(4, 6, activation, 0.25) { Slope = 0.2 };
        yield return layer;
        yield return layer with { WeightVariance = 0 };
        yield return layer with { WeightVariance = 0, WeightMean = 0.3, Dropout = 0.5 };
        yield return layer with { Diagonal = 1, Dropout = 0.25 };
        yield return layer with { Diagonal = 2, FanOut = 3, BatchNormalization = true };
        yield return layer with { BatchNormalization = true, Bias = 1 };
        yield return layer with { WeightVariance = 0, WeightMean = 0.3, BatchNormalization = true };
        yield return layer with { FanOut = 1, Bias = -2 };
    }
}
