using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>What a rule says of one layer.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Number">The layer's number, from 1.</param>
/// <param name="Arguments">Those of its attribute.</param>
/// <param name="Name">The argument or option.</param>
/// <param name="Location">Where that stands.</param>
/// <param name="Repair">What mends it, each change with its place.</param>
/// <param name="Texts">What the message has placeholders for, behind the layer.</param>
internal sealed record Remark(
    DiagnosticSeverity Severity, DiagnosticDescriptor Rule, int Number, AttributeArguments Arguments, string Name, Location Location, Repair Repair, string[] Texts)
{
    /// <summary>Whether only what is said in the same words is the same, numbers included: a fault's may be those of other layers.</summary>
    public bool IsExact { get; init; }

    /// <summary>
    /// Whether the rule says the same of the layer before this one, numbers apart, and wants the same change. A directive between them, such as one that silences the rule,
    /// parts them.
    /// </summary>
    public bool Continues(Remark previous) =>
        Number == previous.Number + 1
        && Severity == previous.Severity
        && Name == previous.Name
        && Repair.IsLike(previous.Repair)
        && (Location == previous.Location || !Arguments.IsBehindDirective)
        && (IsExact ? Texts.SequenceEqual(previous.Texts) : Texts.Zip(previous.Texts, NumberRange.AreAlike).All(static areAlike => areAlike));
}
