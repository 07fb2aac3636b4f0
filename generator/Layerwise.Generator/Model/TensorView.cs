using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>A generated method that shows one tensor of a layer: a row for each role that has one. Emission writes them and the parser keeps their names free.</summary>
/// <param name="Role">The tensor.</param>
/// <param name="What">What it is.</param>
/// <param name="Shape">Its dimensions, and when it is empty.</param>
/// <param name="Offset">The fact of the layer that says where it begins.</param>
/// <param name="Count">The fact of the layer that says how long it is.</param>
internal sealed record TensorView(TensorRole Role, string What, string Shape, string Offset, string Count)
{
    private const string Normalized = "[fanOut], or empty where the layer has no batch normalization";

    private static readonly TensorView[] All =
    [
        new(TensorRole.Weights, "weights", "[fanIn, fanOut], row-major", "WeightsOffset", "WeightCount") { IsInEveryNetwork = true },
        new(TensorRole.Biases, "biases", "[fanOut], or empty where the layer has none", "BiasesOffset", "BiasCount") { IsInEveryNetwork = true },
        new(TensorRole.Gamma, "factors γ of the batch normalization", Normalized, "GammaOffset", "NormalizedCount"),
        new(TensorRole.Beta, "addends β of the batch normalization", Normalized, "BetaOffset", "NormalizedCount"),
        new(TensorRole.RunningMeans, "running means", Normalized, "StatisticsOffset", "NormalizedCount"),
        new(TensorRole.RunningVariances, "running variances", Normalized, "StatisticsOffset + _layers[layer].NormalizedCount", "NormalizedCount"),
    ];

    /// <summary>The name of the method, which takes the index of a layer.</summary>
    public string Name => Role.ToString();

    /// <summary>Whether a network has the method also where none of its layers has the tensor.</summary>
    public bool IsInEveryNetwork { get; private init; }

    /// <summary>Those of a network, by whether any of its layers has a tensor.</summary>
    public static IEnumerable<TensorView> Of(Func<TensorRole, bool> has) => All.Where(view => view.IsInEveryNetwork || has(view.Role));
}
