using Layerwise.Conformance;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>Bounds of errors that a comparison with the reference is held to.</summary>
internal static class ErrorBounds
{
    // In σ of the error model. In six draws the largest deviation of 24 networks was 0.55 to 0.93 σ; of a dozen it can be less, so that a draw is not too small.
    private const double Narrow = 0.5;

    /// <summary>Bounds that real errors never come near would prove nothing.</summary>
    /// <param name="reports">Of several networks.</param>
    public static void AssertNarrow(IEnumerable<ConformanceReport> reports) =>
        Assert.True(reports.Max(static report => report.LargestDeviation) > Narrow, "The error bounds are too wide to show anything.");
}
