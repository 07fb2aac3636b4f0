namespace Layerwise;

/// <summary>What the tensors of one batch normalization are called in a file; each has a number for each unit that is normalized.</summary>
/// <param name="Gamma">γ.</param>
/// <param name="Beta">β.</param>
/// <param name="RunningMeans">The running means.</param>
/// <param name="RunningVariances">The running variances.</param>
public sealed record NormalizationNames(string Gamma, string Beta, string RunningMeans, string RunningVariances)
{
    /// <summary>A tensor that may stand beside them and means nothing here; null for none.</summary>
    public string? Ignored { get; init; }

    /// <summary>The same names behind a prefix.</summary>
    internal NormalizationNames WithPrefix(string prefix) =>
        new(prefix + Gamma, prefix + Beta, prefix + RunningMeans, prefix + RunningVariances) { Ignored = Ignored is null ? null : prefix + Ignored };

    /// <summary>Those of PyTorch's <c>nn.BatchNorm1d</c>, which also counts the batches it saw.</summary>
    /// <param name="module">The name of the module.</param>
    public static NormalizationNames OfPyTorch(string module) =>
        new(module + ".weight", module + ".bias", module + ".running_mean", module + ".running_var") { Ignored = module + ".num_batches_tracked" };
}
