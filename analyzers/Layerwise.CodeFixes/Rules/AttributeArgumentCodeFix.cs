using System.Collections.Immutable;
using System.ComponentModel;
using Layerwise.Analyzers;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.CodeFixes.Rules;

/// <summary>Changes, adds or removes the argument of an attribute as the rule that made the diagnostic says (<see cref="Repair"/>).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeArgumentCodeFix))]
public sealed class AttributeArgumentCodeFix : DocumentCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = new DeclarationAnalyzer()
        .SupportedDiagnostics.Where(Descriptors.Repairs).Select(static rule => rule.Id).ToImmutableArray();

    private protected override async Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || AttributeEdit.Find(root, diagnostic) is not { IsEmpty: false } edits) return null;
        IEnumerable<string> titles = edits.Select(Title).Distinct().Select(static (title, i) => i == 0 ? title : char.ToLowerInvariant(title[0]) + title.Substring(1));
        var repair = Repair.Of(diagnostic);
        return repair.Title ?? string.Join(" and ", titles) + (repair.Subject is { } layers ? $" on {layers}" : "");
    }

    private protected override async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;

        return document.WithSyntaxRoot(Apply(root, diagnostics.Select(diagnostic => AttributeEdit.Find(root, diagnostic))));
    }

    // Of two rules that want to change the same argument, the first has its way, and nothing of the other's is done: half a repair is none.
    private static SyntaxNode Apply(SyntaxNode root, IEnumerable<ImmutableArray<AttributeEdit>> repairs)
    {
        var made = new Dictionary<object, AttributeEdit>();
        foreach (ImmutableArray<AttributeEdit> repair in repairs)
        {
            if (repair.Any(edit => made.TryGetValue(edit.Subject, out AttributeEdit? other) && !edit.IsSameAs(other))) continue;
            foreach (AttributeEdit edit in repair) made[edit.Subject] = edit;
        }

        ILookup<AttributeSyntax, AttributeEdit> edits = made.Values.ToLookup(static edit => edit.Attribute);
        return root.ReplaceNodes(
            edits.Select(static group => group.Key),
            (attribute, _) => AttributeEdit.Apply(attribute, edits[attribute]));
    }

    private static string Title(AttributeEdit edit) => edit.Repair.Kind switch
    {
        RepairKind.Change => $"Use {edit.Repair.Value}",
        RepairKind.Set => $"Write {edit.Repair.Option} = {edit.Repair.Value}",
        RepairKind.Remove => $"Remove '{edit.Argument}'",
        _ => throw new InvalidEnumArgumentException(nameof(Repair), (int)edit.Repair.Kind, typeof(RepairKind)),
    };
}
