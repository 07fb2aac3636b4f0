using Layerwise.Generator.Declarations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.CodeFixes.Refactorings;

/// <summary>At a [Frozen] whose file says itself which layers there are: writes them out as attributes, which the file is compared with from then on.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteLayersOut))]
public sealed class WriteLayersOut : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeListSyntax>() is not { Parent: ClassDeclarationSyntax declaration } list) return;
        if (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return;
        if (model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type) return;

        ParsedNetwork parsed = NetworkParser.Parse(type, model.Compilation, context.CancellationToken);
        if (parsed.Spec is not { IsDeclaredByFile: true } spec || parsed.FrozenLocation.SourceTree != root.SyntaxTree) return;
        if (!list.Span.Contains(parsed.FrozenLocation.SourceSpan)) return;
        if (Layers(spec, parsed.FrozenLocation, document.Project.AnalyzerOptions) is not { } layers) return;
        context.RegisterRefactoring(CodeAction.Create(
            "Write out the layers of the file",
            _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(declaration, With(declaration, list, layers)))),
            equivalenceKey: nameof(WriteLayersOut)));
    }

    private static IReadOnlyList<string>? Layers(NetworkSpec spec, Location place, AnalyzerOptions options)
    {
        IEnumerable<WeightFile> files = options.AdditionalFiles.Where(WeightFile.IsWeightFile).Select(text => WeightFile.Read(text, options.AnalyzerConfigOptionsProvider));
        return FrozenParser.Parse(spec, files, place).Value is { } frozen ? LayerAttributes.Of(frozen.Network) : null;
    }

    // Each on a line of its own behind the [Frozen], as far from the margin.
    private static ClassDeclarationSyntax With(ClassDeclarationSyntax declaration, AttributeListSyntax list, IReadOnlyList<string> layers)
    {
        SyntaxTriviaList margin = SyntaxFactory.TriviaList(list.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
        SyntaxTriviaList end = list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? list.GetTrailingTrivia() : SyntaxFactory.TriviaList(SyntaxFactory.ElasticLineFeed);
        IEnumerable<AttributeListSyntax> written = layers.Select(layer =>
            SyntaxFactory.ParseCompilationUnit($"[{layer}] class C;").Members[0].AttributeLists[0]
                .WithLeadingTrivia(margin)
                .WithTrailingTrivia(SyntaxFactory.TriviaList(end.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))));
        int index = declaration.AttributeLists.IndexOf(list);
        return declaration.WithAttributeLists(declaration.AttributeLists.Replace(list, list.WithTrailingTrivia(end)).InsertRange(index + 1, written));
    }
}
