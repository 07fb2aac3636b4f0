using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Forecast;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.CodeFixes.Rules;

/// <summary>Writes the remedy that a rule of signal propagation found, on all layers that it names (<see cref="Remedy"/>).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemedyCodeFix))]
public sealed class RemedyCodeFix : DocumentCodeFix
{
    private const int ActivationPosition = 2;
    private const int InitPosition = 3;

    // They belong to the initializer that goes, or to the activation that does.
    private static readonly string[] InitOptions =
        ["Gain", "InitScale", "VarianceScale", "FanMode", "InitDistribution", "Sparsity"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ForecastRules.RemediableIds;

    private protected override Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(diagnostic.Properties.TryGetValue(RemedyProperties.Title, out string? title) ? title : null);

    private protected override async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;

        // Of two remedies for one layer, the first has its way: each is sufficient by itself.
        var edits = new Dictionary<AttributeSyntax, AttributeEdit[]>();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            foreach (Location place in diagnostic.AdditionalLocations.Where(place => place.SourceTree == root.SyntaxTree))
            {
                AttributeSyntax? attribute = root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
                if (attribute is null || attribute.ContainsDirectives || edits.ContainsKey(attribute)) continue;
                edits.Add(attribute, [.. Edits(diagnostic, attribute)]);
            }
        }

        return document.WithSyntaxRoot(root.ReplaceNodes(edits.Keys, (attribute, _) => AttributeEdit.Apply(attribute, edits[attribute])));
    }

    private static IEnumerable<AttributeEdit> Edits(Diagnostic diagnostic, AttributeSyntax attribute)
    {
        if (!Enum.TryParse(diagnostic.Properties.GetValueOrDefault(RemedyProperties.Kind), out RemedyKind kind)) yield break;
        if (diagnostic.Properties.GetValueOrDefault(RemedyProperties.ClearsBias) == bool.TrueString && Option(attribute, "BiasValue") is { } bias)
        {
            yield return new AttributeEdit(Repair.Remove(), attribute, bias);
        }

        if (kind == RemedyKind.Bias) yield break;
        if (kind == RemedyKind.BatchNormalization)
        {
            yield return new AttributeEdit(Repair.Set("BatchNormalization", "true"), attribute, Option(attribute, "BatchNormalization"));
            yield break;
        }

        if (kind == RemedyKind.Activation
            && Enum.TryParse(diagnostic.Properties.GetValueOrDefault(RemedyProperties.Activation), out Activation activation)
            && Argument(attribute, "activation", ActivationPosition) is { } activationArgument)
        {
            yield return new AttributeEdit(Repair.ChangeTo(activation), attribute, activationArgument);
            if (Option(attribute, "Slope") is { } slope) yield return new AttributeEdit(Repair.Remove(), attribute, slope);
        }

        // Where none is written, Init.Auto follows the activation.
        if (Enum.TryParse(diagnostic.Properties.GetValueOrDefault(RemedyProperties.Init), out Init init)
            && Argument(attribute, "init", InitPosition) is { } initArgument)
        {
            yield return new AttributeEdit(Repair.ChangeTo(init), attribute, initArgument);
        }

        foreach (string name in InitOptions)
        {
            if (Option(attribute, name) is { } option) yield return new AttributeEdit(Repair.Remove(), attribute, option);
        }
    }

    private static AttributeArgumentSyntax? Option(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    private static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, string name, int position)
    {
        if (attribute.ArgumentList is not { } list) return null;
        AttributeArgumentSyntax? named = list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name);
        return named ?? (position < list.Arguments.Count && list.Arguments[position] is { NameColon: null, NameEquals: null } argument ? argument : null);
    }
}
