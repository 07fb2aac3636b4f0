using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Layerwise.CodeFixes;

/// <summary>A code fix with one way to repair a diagnostic, which repairs all those of a document in one pass.</summary>
public abstract class DocumentCodeFix : CodeFixProvider
{
    // One pass knows all the repairs and so can see to it that they go together; merging the text of separate fixes can't.
    // Whatever the equivalence key: `dotnet format` has none where the first diagnostic it met is another rule's.
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await RepairAsync(document, OwnDiagnostics.Of(this, diagnostics), context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        foreach (Diagnostic diagnostic in OwnDiagnostics.Of(this, context.Diagnostics))
        {
            if (await TitleAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } title) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    cancellationToken => RepairAsync(document, ImmutableArray.Create(diagnostic), cancellationToken),
                    equivalenceKey: GetType().Name),
                diagnostic);
        }
    }

    /// <summary>What the light bulb says; null where this diagnostic has no repair.</summary>
    private protected abstract Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>Repairs what can be repaired of the diagnostics, all of which stand in the document.</summary>
    private protected abstract Task<Document> RepairAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken);
}
