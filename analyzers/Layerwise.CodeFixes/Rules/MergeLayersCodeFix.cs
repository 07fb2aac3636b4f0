using System.Collections.Immutable;
using Layerwise.Analyzers;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Architecture.HiddenLayers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.CodeFixes.Rules;

/// <summary>LW3007: leaves one attribute of linear layers and the layer after them, with the inputs of the first and everything else of the last.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MergeLayersCodeFix))]
public sealed class MergeLayersCodeFix : DocumentCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(LinearLayersCollapse.Rule.Id);

    private protected override async Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root && Find(root, diagnostic) is { } merger
            ? $"Merge the {MessageText.Of(merger.Removed.Length + 1)} layers"
            : null;

    private protected override async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;

        return document.WithSyntaxRoot(Merge(root, diagnostics.Select(diagnostic => Find(root, diagnostic)).OfType<Merger>().ToArray()));
    }

    private static SyntaxNode Merge(SyntaxNode root, Merger[] mergers)
    {
        SyntaxNode tracked = root.TrackNodes(mergers.SelectMany(static merger => merger.Removed.Append<SyntaxNode>(merger.FanIn)));
        foreach (Merger merger in mergers)
        {
            AttributeArgumentSyntax fanIn = tracked.GetCurrentNode(merger.FanIn)!;
            tracked = tracked.ReplaceNode(fanIn, fanIn.WithExpression(SyntaxFactory.ParseExpression(merger.Inputs).WithTriviaFrom(fanIn.Expression)));
        }

        foreach (AttributeSyntax removed in mergers.SelectMany(static merger => merger.Removed)) tracked = Remove(tracked, tracked.GetCurrentNode(removed)!);
        return tracked;
    }

    private static SyntaxNode Remove(SyntaxNode root, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1) return root.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(attribute)));

        // What stood above, perhaps the documentation of the class, then stands above the next; a comment beside it comes before that.
        var type = (TypeDeclarationSyntax)list.Parent!;
        int index = type.AttributeLists.IndexOf(list);
        AttributeListSyntax next = type.AttributeLists[index + 1];
        IEnumerable<SyntaxTrivia> above = list.GetLeadingTrivia().Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();
        SyntaxTriviaList beside = list.GetTrailingTrivia();
        bool isCommented = beside.Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        IEnumerable<SyntaxTrivia> indented = isCommented
            ? list.GetLeadingTrivia().Skip(above.Count()).Concat(beside.SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            : [];
        AttributeListSyntax kept = next.WithLeadingTrivia(above.Concat(indented).Concat(next.GetLeadingTrivia()));
        return root.ReplaceNode(type, type.WithAttributeLists(type.AttributeLists.Replace(next, kept).RemoveAt(index)));
    }

    // Layers that a directive switches are the user's to untangle.
    private static Merger? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var repair = Repair.Of(diagnostic);
        if (repair is not { Kind: RepairKind.Merge, Value: { } inputs, Place: { } place } || place.SourceTree != diagnostic.Location.SourceTree) return null;
        if (root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } fanIn) return null;
        AttributeSyntax?[] removed =
        [
            .. repair.Others.Select(static other => other.Place!).Prepend(diagnostic.Location)
                .Select(layer => root.FindNode(layer.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>()),
        ];
        var kept = (AttributeSyntax)fanIn.Parent!.Parent!;
        return removed.Append(kept).Any(static attribute => attribute is null || attribute.Parent!.ContainsDirectives)
            ? null
            : new Merger(removed.OfType<AttributeSyntax>().ToImmutableArray(), fanIn, inputs);
    }

    /// <summary>The layers to remove, where the one that takes their place says what it takes, and what it will say.</summary>
    private sealed record Merger(ImmutableArray<AttributeSyntax> Removed, AttributeArgumentSyntax FanIn, string Inputs);
}
