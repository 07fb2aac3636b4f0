using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.CodeFixes.Rules;

/// <summary>LW1007: makes this layer's fanIn equal to the previous layer's fanOut, or the other way round.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayersDoNotFitCodeFix))]
public sealed class LayersDoNotFitCodeFix : CodeFixProvider
{
    /// <summary>The fix that changes this layer's fanIn.</summary>
    internal const string ChangeFanIn = nameof(LayersDoNotFitCodeFix) + ".FanIn";

    /// <summary>The fix that changes the previous layer's fanOut.</summary>
    internal const string ChangePreviousFanOut = nameof(LayersDoNotFitCodeFix) + ".PreviousFanOut";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(StructureRules.LayersDoNotFit.Id);

    // Between two layers one argument changes, so the fixes of several places never touch each other.
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null) return;

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (diagnostic.AdditionalLocations.Count != 1) continue;
            if (ArgumentAt(root, diagnostic.Location.SourceSpan) is not { } fanIn) continue;
            if (ArgumentAt(root, diagnostic.AdditionalLocations[0].SourceSpan) is not { } fanOut) continue;
            if (model.GetConstantValue(fanIn, context.CancellationToken).Value is not int taken) continue;
            if (model.GetConstantValue(fanOut, context.CancellationToken).Value is not int given) continue;

            Register($"Take {Text(given)} inputs", ChangeFanIn, fanIn, given);
            Register($"Let the previous layer give {Text(taken)} outputs", ChangePreviousFanOut, fanOut, taken);

            void Register(string title, string equivalenceKey, ExpressionSyntax argument, int size) => context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(Replace(document, root, argument, size)), equivalenceKey),
                diagnostic);
        }
    }

    private static ExpressionSyntax? ArgumentAt(SyntaxNode root, TextSpan span) =>
        root.FindNode(span).FirstAncestorOrSelf<AttributeArgumentSyntax>()?.Expression;

    private static Document Replace(Document document, SyntaxNode root, ExpressionSyntax argument, int size)
    {
        LiteralExpressionSyntax literal = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(Text(size), size));
        return document.WithSyntaxRoot(root.ReplaceNode(argument, literal.WithTriviaFrom(argument)));
    }

    private static string Text(int size) => size.ToString(CultureInfo.InvariantCulture);
}
