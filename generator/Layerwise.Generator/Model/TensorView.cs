using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>A generated method that shows one tensor of a layer: a row for each role that has one. Emission writes them and the parser keeps their names free.</summary>
/// <param name="Role">The tensor.</param>
/// <param name="What">What it is.</param>
/// <param name="Shape">Its dimensions, and when it is empty.</param>
internal sealed record TensorView(TensorRole Role, string What, string Shape)
{
    private const string Normalized = "[fanOut], or empty where the layer has no batch normalization";
    private const string NormalizedOtherwise = "[fanOut], or [fanIn] where the layer normalizes its inputs, or empty where it has none";

    private static readonly TensorView[] All =
    [
        new(TensorRole.Weights, "weights", "[fanIn, fanOut], row-major") { Offset = "WeightsOffset", Count = "WeightCount", IsInEveryNetwork = true },
        new(TensorRole.Biases, "biases", "[fanOut], or empty where the layer has none") { Offset = "BiasesOffset", Count = "BiasCount", IsInEveryNetwork = true },
        new(TensorRole.Gamma, "factors γ of the batch normalization", Normalized) { Offset = "GammaOffset", Count = "NormalizedCount" },
        new(TensorRole.Beta, "addends β of the batch normalization", Normalized) { Offset = "BetaOffset", Count = "NormalizedCount" },
        new(TensorRole.RunningMeans, "running means", Normalized) { Count = "NormalizedCount" },
        new(TensorRole.RunningVariances, "running variances", Normalized) { Count = "NormalizedCount" },
        new(TensorRole.Projection, "weights of the residual connection", "[inputs of the block, fanOut], row-major, or empty where the layer has none"),
        new(TensorRole.RecurrentWeights, "weights of what a recurrent layer remembers", "[units, gates × units], row-major, or empty where the layer is another one"),
        new(TensorRole.RecurrentBiases, "biases beside them", "[gates × units], or empty where the layer has none"),
    ];

    /// <summary>The name of the method, which takes the index of a layer.</summary>
    public string Name => Role.ToString();

    /// <summary>The fact of the layer that says where it begins.</summary>
    public string Offset { get => field ?? $"OffsetOf(Lw::TensorRole.{Role})"; private init; }

    /// <summary>The fact of the layer that says how long it is.</summary>
    public string Count { get => field ?? $"LengthOf(Lw::TensorRole.{Role})"; private init; }

    /// <summary>Whether a network has the method also where none of its layers has the tensor.</summary>
    public bool IsInEveryNetwork { get; private init; }

    /// <summary>Those of a network, by whether any of its layers has a tensor.</summary>
    public static IEnumerable<TensorView> Of(Func<TensorRole, bool> has) => All.Where(view => view.IsInEveryNetwork || has(view.Role));

    /// <summary>Those of a network, as its layers are.</summary>
    public static IEnumerable<TensorView> Of(NetworkSpec network) =>
        network.Layers.Any(static layer => layer.NormalizesSamples || (layer.BatchNormalization && layer.ActivatesInputs))
            ? Of(network.Has).Select(static view => view.OfAnyNormalization())
            : Of(network.Has);

    // Not every layer has β and statistics beside its γ, and as many as outputs.
    private TensorView OfAnyNormalization() => Shape != Normalized ? this : this with
    {
        What = What.Replace("batch normalization", "normalization"),
        Shape = NormalizedOtherwise,
        Offset = $"OffsetOf(Lw::TensorRole.{Role})",
        Count = $"LengthOf(Lw::TensorRole.{Role})",
    };
}
