using System.Collections.Immutable;
using System.ComponentModel;
using Layerwise.Analyzers.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.CodeFixes.Rules;

/// <summary>Changes, adds or removes the argument of an attribute as the rule that made the diagnostic says (<see cref="Repair"/>).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeArgumentCodeFix))]
public sealed class AttributeArgumentCodeFix : DocumentCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = NetworkRules.RepairableIds;

    private protected override async Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || AttributeEdit.Find(root, diagnostic) is not { } edit) return null;
        return edit.Repair.Kind switch
        {
            RepairKind.Change => $"Use {edit.Repair.Value}",
            RepairKind.Set => $"Write {edit.Repair.Option} = {edit.Repair.Value}",
            RepairKind.Remove => $"Remove '{edit.Argument}'",
            _ => throw new InvalidEnumArgumentException(nameof(Repair), (int)edit.Repair.Kind, typeof(RepairKind)),
        };
    }

    private protected override async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;

        var edits = diagnostics
            .Select(diagnostic => AttributeEdit.Find(root, diagnostic))
            .OfType<AttributeEdit>()
            .ToLookup(static edit => edit.Attribute);
        return document.WithSyntaxRoot(root.ReplaceNodes(
            edits.Select(static group => group.Key),
            (attribute, _) => AttributeEdit.Apply(attribute, edits[attribute])));
    }
}
