using Layerwise.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// What is predicted of networks against what generated ones do. The whole grid takes minutes: <c>PROPAGATION_GRID=1</c> runs it and writes the tables into
/// docs/propagation.md.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ForecastTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.1;
    private const int Seeds = 32;

    // Those whose layers hand on what all units have in common, or the distribution itself, beside the usual ones.
    public static TheoryData<Init, float?, Activation> Sample => new()
    {
        { Init.HeNormal, null, Activation.Relu },
        { Init.XavierUniform, null, Activation.Relu },
        { Init.XavierNormal, null, Activation.Tanh },
        { Init.RandomNormal, 1f, Activation.Tanh },
        { Init.LeCunNormal, null, Activation.Selu },
        { Init.XavierUniform, null, Activation.Sigmoid },
        { Init.Orthogonal, null, Activation.Gelu },
        { Init.Sparse, null, Activation.Softplus },
        { Init.Identity, null, Activation.Tanh },
        { Init.Identity, null, Activation.Relu },
        { Init.Constant, null, Activation.Relu },
        { Init.Constant, 0.002f, Activation.Softsign },
        { Init.Zeros, null, Activation.Sigmoid },
    };

    /// <summary>Those of this run.</summary>
    public static IEnumerable<object?[]> Drawn => Sweep.OneIn<object?[]>(3, [.. Sample]);

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Predicted_gains_are_those_of_generated_networks(Init init, float? scale, Activation activation)
    {
        Agreement agreement = Agreement.Of(new Combination(init, scale, activation), width: 128, depth: 6, Seeds, rows: 32);

        output.WriteLine($"signal {agreement.WorstSignal:P1}, gradient {agreement.WorstGradient:P1}, product {agreement.WorstProduct:F2}, uncertain {agreement.Uncertain}");
        Assert.InRange(agreement.WorstSignal, 0, Tolerance);
        Assert.InRange(agreement.WorstGradient, 0, Tolerance);
        Assert.InRange(agreement.WorstProduct, 0, 1);
        Assert.InRange(agreement.Uncertain, 0, 2);
    }

    // Weights up to 1e38 are floats; their variance is none.
    [Fact]
    public void Weights_of_a_scale_whose_square_no_float_holds_have_a_forecast()
    {
        const string Source = """
            using Layerwise;

            [Layer(4, 8, Activation.Tanh, Init.RandomNormal, InitScale = 1e30f)]
            [Layer(8, 2, Activation.Softmax)]
            public sealed partial class Net;
            """;
        using LoadedAssembly assembly = new Consumer(Source).Load();
        Assert.Equal(float.MaxValue, assembly.Visit(new FirstVariance()));
    }

    [SkippableFact]
    public void The_whole_grid()
    {
        ForecastGrid.SkipUnlessAsked();
        ForecastGrid.Run(width: 256, depth: 20, Seeds, rows: 64, output);
    }

    [SkippableFact]
    public void What_is_off_at_width_256_comes_closer_in_wider_networks()
    {
        ForecastGrid.SkipUnlessAsked();
        WidthStudy.Run(depth: 20, Seeds, rows: 64);
    }

    [Fact]
    public void The_documented_table_is_complete()
    {
        string[][] rows = new DocumentedTable(ForecastGrid.Table).Read();

        Assert.Equal(ForecastGrid.Inits.Select(static init => new Combination(init.Init, init.Scale, default).InitName), rows.Select(static row => row[0]));
        Assert.All(rows, static row => Assert.Equal(1 + ForecastGrid.Activations.Length, row.Length));
    }

    private sealed class FirstVariance : INetworkVisitor<float>
    {
        public float Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Assert.Equal(2, SignalPropagation.Predict<TNetwork>().Layers.Count);
            return TNetwork.Layers[0].WeightVariance;
        }
    }
}
