using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.CodeFixes.Rules;

/// <summary>LW3007: leaves one attribute of two linear layers, with the inputs of the first and everything else of the second.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MergeLayersCodeFix))]
public sealed class MergeLayersCodeFix : DocumentCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(LinearLayersCollapse.Rule.Id);

    private protected override async Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root && Find(root, diagnostic) is not null
            ? "Merge the two layers"
            : null;

    private protected override async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;

        return document.WithSyntaxRoot(Merge(root, diagnostics.Select(diagnostic => Find(root, diagnostic)).OfType<Merger>().ToArray()));
    }

    private static SyntaxNode Merge(SyntaxNode root, Merger[] mergers)
    {
        // Of three layers in a row the second hands on what it got from the first.
        var removed = mergers.ToDictionary(static merger => merger.Kept, static merger => merger);
        string Inputs(Merger merger) => removed.TryGetValue(merger.Removed, out Merger? above) ? Inputs(above) : merger.Inputs;

        SyntaxNode tracked = root.TrackNodes(mergers.SelectMany(static merger => new SyntaxNode[] { merger.Removed, merger.FanIn }));
        foreach (Merger merger in mergers)
        {
            AttributeArgumentSyntax fanIn = tracked.GetCurrentNode(merger.FanIn)!;
            tracked = tracked.ReplaceNode(fanIn, fanIn.WithExpression(SyntaxFactory.ParseExpression(Inputs(merger)).WithTriviaFrom(fanIn.Expression)));
        }

        foreach (Merger merger in mergers) tracked = Remove(tracked, tracked.GetCurrentNode(merger.Removed)!);
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
        if (repair is not { Kind: RepairKind.Merge, Value: { } inputs, Place: { } place } || place.SourceTree != root.SyntaxTree) return null;
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } removed) return null;
        if (root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } fanIn) return null;
        var kept = (AttributeSyntax)fanIn.Parent!.Parent!;
        return removed.Parent!.ContainsDirectives || kept.Parent!.ContainsDirectives ? null : new Merger(removed, kept, fanIn, inputs);
    }

    /// <summary>The layer to remove, the one that takes its place, where that says what it takes, and what it will say.</summary>
    private sealed record Merger(AttributeSyntax Removed, AttributeSyntax Kept, AttributeArgumentSyntax FanIn, string Inputs);
}
