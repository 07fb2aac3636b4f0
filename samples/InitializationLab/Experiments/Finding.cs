using InitializationLab.Report;

namespace InitializationLab.Experiments;

/// <summary>What an experiment found.</summary>
/// <param name="Verdict">Whether the claim holds as it is stated.</param>
/// <param name="Predicted">By <see cref="Layerwise.SignalPropagation"/> where it applies, otherwise by argument.</param>
/// <param name="Measured">With the generated networks.</param>
/// <param name="Truth">What is true, in a sentence or two: where the claim does not hold as it is stated, what is true instead.</param>
/// <param name="Figures">What shows it.</param>
internal sealed record Finding(Verdict Verdict, string Predicted, string Measured, string Truth, IReadOnlyList<Figure> Figures);
