using System.Globalization;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests;

/// <summary>
/// What the longest network costs, all of whose layers differ: counted in predictions, since a machine's speed says nothing. The count is the process's, so
/// no other test runs meanwhile.
/// </summary>
[Collection(nameof(ForecastCostTests))]
[CollectionDefinition(nameof(ForecastCostTests), DisableParallelization = true)]
[Trait("Category", "Slow")]
public sealed class ForecastCostTests
{
    private const int Layers = 256;

    // What rules ask of one layer: as it is, and as it would be.
    private const int PerLayer = 2;

    // As declared, with the repairs of the rules for initializers, and with each remedy for some layers and for those like them.
    private const int OfNetworks = 50;

    public static TheoryData<string> Designs =>
    [
        "Activation.Tanh, Init.RandomNormal, InitScale = {0}",
        "Activation.LeakyRelu, Init.XavierNormal, Slope = {0}",
        "Activation.Elu, Init.Uniform, BiasValue = {0}",
        "Activation.Sigmoid, Init.HeNormal, BiasValue = {0}",
        "Activation.LogSoftmax, Init.RandomNormal, InitScale = {0}",
    ];

    [Theory]
    [MemberData(nameof(Designs))]
    public async Task Each_prediction_is_made_once_and_none_again_after_an_unrelated_edit(string design)
    {
        string[] layers = Declared(design, salt: 0);

        Assert.InRange(await PredictionsOfAsync(layers, "class Other;"), 1, OfNetworks + (PerLayer * Layers));
        Assert.Equal(0, await PredictionsOfAsync(layers, "class Other { int typed; }"));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public async Task An_edit_of_one_layer_asks_for_no_other_layer_again(string design)
    {
        string[] layers = Declared(design, salt: 1);
        await PredictionsOfAsync(layers, "class Other;");

        layers[100] = Layer(design, 0.4321f);

        Assert.InRange(await PredictionsOfAsync(layers, "class Other;"), 1, OfNetworks + PerLayer);
    }

    private static async Task<int> PredictionsOfAsync(string[] layers, string other)
    {
        CSharpCompilation compilation = Compilations.Of($"using Layerwise; {string.Join('\n', layers)} partial class Net;", other);
        int before = Forecasts.Computed;
        await Analysis.RunAsync(compilation);
        return Forecasts.Computed - before;
    }

    private static string[] Declared(string design, int salt) =>
        [.. Enumerable.Range(1, Layers - 1).Select(i => Layer(design, (i * 1e-3f) + (salt * 1e-5f))), "[Layer(32, 10, Activation.Softmax)]"];

    private static string Layer(string design, float value) =>
        $"[Layer(32, 32, {string.Format(CultureInfo.InvariantCulture, design, value.ToString("R", CultureInfo.InvariantCulture) + "f")})]";
}
