using Layerwise.Reference.Dense;
using Layerwise.Reference.Normalizations;

namespace Layerwise.Conformance.Errors.Normalizations;

/// <summary>Standard errors of the normalization of groups of channels in float: those of <see cref="RowNormalizationError"/>, of each group.</summary>
internal sealed class GroupNormalizationError
{
    private readonly GroupNormalization _exact;
    private readonly RowNormalizationError[] _groups;

    /// <param name="exact">The exact values.</param>
    /// <param name="pass">The layer's values.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="inherited">The standard errors of x·W + b, [rows][channels].</param>
    public GroupNormalizationError(GroupNormalization exact, DensePass pass, double[] gamma, double[][] inherited)
    {
        _exact = exact;
        _groups = [.. exact.Groups.Select((group, g) => new RowNormalizationError(
            group, exact.Of(pass.Linear, g), exact.Repeated(gamma, g), exact.Of(pass.PreActivations, g), exact.Of(inherited, g)))];
        Results = exact.Together([.. _groups.Select(static group => group.Results)]);
    }

    /// <summary>Of γ·x̂ + β, [rows][channels].</summary>
    public double[][] Results { get; }

    /// <summary>Of the derivatives with respect to z, γ and β, from those with respect to γ·x̂ + β, whose own standard errors are given.</summary>
    public (double[][] Deltas, double[] Gamma, double[] Beta) OfGradients(double[][] upstream, double[][] inherited, double[][] deltas)
    {
        var groups = _groups.Select((group, g) => group.OfGradients(_exact.Of(upstream, g), _exact.Of(inherited, g), _exact.Of(deltas, g))).ToArray();

        // What the positions of a sample bring may be off together.
        return (
            _exact.Together([.. groups.Select(static group => group.Deltas)]),
            _exact.Summed([.. groups.Select(static group => group.Gamma)]),
            _exact.Summed([.. groups.Select(static group => group.Beta)]));
    }
}
