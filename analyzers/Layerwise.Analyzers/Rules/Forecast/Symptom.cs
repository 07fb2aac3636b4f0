using System.Collections.Immutable;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>Something that a prediction says will hurt.</summary>
/// <param name="Kind">What.</param>
/// <param name="AtFault">Zero-based indices of the layers that bring it about, ascending; at least one.</param>
/// <param name="Reached">Zero-based index of the layer where it is worst.</param>
/// <param name="Value">What it is there: a factor on signal or gradient, a share of units, or a value.</param>
internal sealed record Symptom(SymptomKind Kind, ImmutableArray<int> AtFault, int Reached, double Value)
{
    /// <summary>Zero-based index of the first layer at fault.</summary>
    public int First => AtFault[0];

    /// <summary>Whether training suffers, in whatever precision.</summary>
    public bool IsHarm => Kind < SymptomKind.SignalBeyondHalf;
}

/// <summary>Kinds of <see cref="Symptom"/>.</summary>
internal enum SymptomKind
{
    SignalVanishes,
    SignalExplodes,
    GradientVanishes,
    GradientExplodes,
    Saturated,
    SignalBeyondHalf,
    GradientBeyondHalf,
}
