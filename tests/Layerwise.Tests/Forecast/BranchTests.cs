using Layerwise.Traits;

namespace Layerwise.Tests.Forecast;

/// <summary>Outputs that share layers: each branch is what it is by itself, and the gradients of all add up where they meet.</summary>
public sealed class BranchTests
{
    private const int Width = 200;
    private const double Weight = 0.5;

    private static readonly LayerDesign[] Shared = [Layer(Width, Width, Activation.Tanh, 1), Layer(Width, Width, Activation.Relu, 2)];
    private static readonly LayerDesign[] First = [Layer(Width, 50, Activation.Identity, 1)];
    private static readonly LayerDesign[] Second = [Layer(Width, 100, Activation.Relu, 2), Layer(100, 150, Activation.Tanh, 1) with { LossWeight = Weight }];

    private static LayerDesign[] Network => [.. Shared, .. First, Second[0] with { Source = 1 }, Second[1]];

    [Fact]
    public void Each_branch_is_what_it_is_by_itself()
    {
        IReadOnlyList<LayerPrediction> all = SignalPropagation.Predict(Network).Layers;
        IReadOnlyList<LayerPrediction> first = SignalPropagation.Predict([.. Shared, .. First]).Layers;
        IReadOnlyList<LayerPrediction> second = SignalPropagation.Predict([.. Shared, .. Second]).Layers;
        Assert.Equal(first[2] with { }, all[2]);
        Assert.Equal((second[2].SignalRms, second[3].SignalRms), (all[3].SignalRms, all[4].SignalRms));
        Assert.Equal(second[2].GradientGain, all[3].GradientGain, 1e-12);
        Assert.Equal(second[3].GradientRms, all[4].GradientRms, 1e-12);
        Assert.Equal(Weight, all[4].GradientRms, 1e-12);
    }

    [Fact]
    public void Gradients_of_all_branches_add_up()
    {
        NetworkPrediction all = SignalPropagation.Predict(Network);
        NetworkPrediction first = SignalPropagation.Predict([.. Shared, .. First]);
        NetworkPrediction second = SignalPropagation.Predict([.. Shared, .. Second]);
        for (int l = 0; l < Shared.Length; l++)
        {
            double expected = Math.Sqrt(Square(first.Layers[l].GradientRms) + Square(second.Layers[l].GradientRms));
            Assert.Equal(expected, all.Layers[l].GradientRms, 1e-9);
        }

        Assert.Equal(Math.Sqrt(Square(first.GradientGain) + Square(second.GradientGain)), all.GradientGain, 1e-9);
        Assert.Equal(Math.Sqrt(((50 * Square(first.Layers[2].SignalRms)) + (150 * Square(second.Layers[3].SignalRms))) / 200), all.SignalGain, 1e-9);
    }

    // The weights of two branches are drawn apart, so that what they bring back is independent.
    [Fact]
    public void Simulated_networks_agree()
    {
        const int seeds = 24;
        double atShared = 0;
        double atInputs = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            LayerDesign[] layers = Network;
            double[][,] weights = [.. layers.Select(layer => Weights(layer, random))];
            double[] x = Normals(Width, random);
            var slopes = new double[layers.Length][];
            var outputs = new double[layers.Length][];
            for (int l = 0; l < layers.Length; l++)
            {
                double[] inputs = l == 0 ? x : outputs[layers[l].Source ?? (l - 1)];
                (outputs[l], slopes[l]) = Through(layers[l], Product(inputs, weights[l]));
            }

            double[] shared = Sum(
                Back(Normals(50, random), slopes[2], weights[2]),
                Back(Back([.. Normals(150, random).Select(static g => Weight * g)], slopes[4], weights[4]), slopes[3], weights[3]));
            atShared += Power(shared) / seeds;
            atInputs += Power(Back(Back(shared, slopes[1], weights[1]), slopes[0], weights[0])) / seeds;
        }

        NetworkPrediction prediction = SignalPropagation.Predict(Network);
        Assert.Equal(1, Math.Sqrt(atShared) / prediction.Layers[1].GradientRms, 0.05);
        Assert.Equal(1, Math.Sqrt(atInputs) / prediction.GradientGain, 0.05);
    }

    [Fact]
    public void A_loss_without_weight_brings_nothing()
    {
        LayerDesign[] network = Network;
        network[^1] = network[^1] with { LossWeight = 0 };
        NetworkPrediction all = SignalPropagation.Predict(network);
        NetworkPrediction first = SignalPropagation.Predict([.. Shared, .. First]);
        Assert.Equal(first.GradientGain, all.GradientGain, 1e-12);
        Assert.Equal(0, all.Layers[3].GradientRms);
    }

    [Theory]
    [InlineData(5, "Layer 4: Source is 5; it must be at least 0 and less than 3, the index of the layer")]
    [InlineData(-1, "Layer 4: Source is -1")]
    [InlineData(2, null)]
    public void A_branch_begins_at_a_layer_before_it(int source, string? message)
    {
        LayerDesign[] network = [.. Shared, Layer(Width, Width, Activation.Identity, 1), Second[0] with { Source = source }, Second[1]];
        if (message is null) Assert.Equal(5, SignalPropagation.Predict(network).Layers.Count);
        else Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => SignalPropagation.Predict(network)).Message, StringComparison.Ordinal);
    }

    private static LayerDesign Layer(int fanIn, int fanOut, Activation activation, double power) => new(fanIn, fanOut, activation, power / fanIn);

    private static double[,] Weights(LayerDesign layer, Random random)
    {
        double[,] weights = new double[layer.FanIn, layer.FanOut];
        for (int i = 0; i < layer.FanIn; i++)
        {
            for (int j = 0; j < layer.FanOut; j++) weights[i, j] = Math.Sqrt(layer.WeightVariance) * Normal(random);
        }

        return weights;
    }

    private static double[] Product(double[] x, double[,] weights) =>
        [.. Enumerable.Range(0, weights.GetLength(1)).Select(j => x.Select((value, i) => value * weights[i, j]).Sum())];

    private static (double[] Outputs, double[] Slopes) Through(LayerDesign layer, double[] z)
    {
        CurveFunction phi = ActivationTraits.Of(layer.Activation).Curve!(layer.Slope).Function;
        double[] slopes = new double[z.Length];
        return ([.. z.Select((value, j) => phi(value, out slopes[j]))], slopes);
    }

    private static double[] Back(double[] upstream, double[] slopes, double[,] weights) =>
        [.. Enumerable.Range(0, weights.GetLength(0)).Select(i => upstream.Select((g, j) => g * slopes[j] * weights[i, j]).Sum())];

    private static double[] Sum(double[] one, double[] other) => [.. one.Zip(other, static (a, b) => a + b)];

    private static double Power(double[] values) => values.Average(static value => value * value);

    private static double[] Normals(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => Normal(random))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Square(double value) => value * value;
}
