using Layerwise.Conformance;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>Bounds of errors that a comparison with the reference is held to.</summary>
internal static class ErrorBounds
{
    // In σ of the error model. In six draws the largest deviation of eight networks was 0.5 to 1.1 σ, that of 24 networks 0.55 to 0.93 σ.
    private const double Narrow = 0.25;

    /// <summary>Bounds that real errors never come near would prove nothing.</summary>
    /// <param name="reports">Of several networks.</param>
    public static void AssertNarrow(IEnumerable<ConformanceReport> reports) =>
        Assert.True(reports.Max(static report => report.LargestDeviation) > Narrow, "The error bounds are too wide to show anything.");
}
