using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Parsing;
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
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FaultRules.Of(FaultKind.LayersDoNotFit).Descriptor.Id);

    // Without a key it changes the fanIn: `dotnet format` has none where the first diagnostic it met is another rule's.
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await RepairAsync(document, OwnDiagnostics.Of(this, diagnostics), context.CodeActionEquivalenceKey ?? ChangeFanIn, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null) return;

        foreach (Diagnostic diagnostic in OwnDiagnostics.Of(this, context.Diagnostics))
        {
            if (Misfit.Find(diagnostic, root, model, context.CancellationToken) is not { } misfit) continue;

            if (!IsRepeated(misfit.FanIn)) Register($"Take {Text(misfit.Given)} inputs", ChangeFanIn);
            if (misfit.PreviousFanOut is { } previous && !IsRepeated(previous)) Register($"Let the previous layer give {Text(misfit.Taken)} outputs", ChangePreviousFanOut);

            void Register(string title, string equivalenceKey) => context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    cancellationToken => RepairAsync(document, ImmutableArray.Create(diagnostic), equivalenceKey, cancellationToken),
                    equivalenceKey),
                diagnostic);
        }
    }

    // Between two layers one argument changes, so the repairs of several places never touch each other.
    private static async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string equivalenceKey, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null) return document;

        var sizes = new Dictionary<ExpressionSyntax, int>();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (Misfit.Find(diagnostic, root, model, cancellationToken) is not { } misfit) continue;
            if ((equivalenceKey == ChangeFanIn ? misfit.FanIn : misfit.PreviousFanOut) is not { } changed || IsRepeated(changed)) continue;
            sizes[changed] = equivalenceKey == ChangeFanIn ? misfit.Given : misfit.Taken;
        }

        return document.WithSyntaxRoot(root.ReplaceNodes(sizes.Keys, (argument, _) => Literal(sizes[argument]).WithTriviaFrom(argument)));
    }

    // It must stay square.
    private static bool IsRepeated(ExpressionSyntax size) =>
        size.FirstAncestorOrSelf<AttributeArgumentListSyntax>()!.Arguments.Any(static argument => argument.NameEquals?.Name.Identifier.ValueText == nameof(LayerAttribute.Repeat));

    private static LiteralExpressionSyntax Literal(int size) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(Text(size), size));

    private static string Text(int size) => size.ToString(CultureInfo.InvariantCulture);

    /// <summary>The two arguments that should be equal, and what they are. The previous layer has none where its numbers follow from a window.</summary>
    private readonly record struct Misfit(ExpressionSyntax FanIn, int Taken, ExpressionSyntax? PreviousFanOut, int Given)
    {
        public static Misfit? Find(Diagnostic diagnostic, SyntaxNode root, SemanticModel model, CancellationToken cancellationToken)
        {
            if (diagnostic.AdditionalLocations.Count != 1) return null;
            if (ArgumentAt(root, diagnostic.Location.SourceSpan) is not { } fanIn) return null;
            if (Repair.Of(diagnostic) is { Kind: RepairKind.Change, Value: { } given })
            {
                return new Misfit(fanIn, Taken: 0, PreviousFanOut: null, int.Parse(given, CultureInfo.InvariantCulture));
            }

            if (ArgumentAt(root, diagnostic.AdditionalLocations[0].SourceSpan) is not { } fanOut) return null;
            return Size(model.GetConstantValue(fanIn, cancellationToken)) is { } taken && Size(model.GetConstantValue(fanOut, cancellationToken)) is { } made
                ? new Misfit(fanIn, taken, fanOut, made)
                : null;
        }

        // An argument may be any constant that converts to int by itself, as a byte does.
        private static int? Size(Optional<object?> constant) =>
            constant.Value is int or short or ushort or sbyte or byte or char ? Convert.ToInt32(constant.Value, CultureInfo.InvariantCulture) : null;

        private static ExpressionSyntax? ArgumentAt(SyntaxNode root, TextSpan span) =>
            root.FindNode(span).FirstAncestorOrSelf<AttributeArgumentSyntax>()?.Expression;
    }
}
