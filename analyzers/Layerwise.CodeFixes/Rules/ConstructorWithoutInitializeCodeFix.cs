using System.Collections.Immutable;
using Layerwise.Analyzers.Rules.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Layerwise.CodeFixes.Rules;

/// <summary>LW1015: calls <c>Initialize</c> at the start of the constructor, with its parameter <c>ulong seed</c> if it has one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstructorWithoutInitializeCodeFix))]
public sealed class ConstructorWithoutInitializeCodeFix : DocumentCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(ConstructorWithoutInitialize.Rule.Id);

    private protected override async Task<string?> TitleAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root is not null && Constructor(root, diagnostic) is { } constructor ? $"Call {Call(constructor)}" : null;
    }

    private protected override async Task<Document> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return document;
        IEnumerable<ConstructorDeclarationSyntax> constructors = diagnostics.Select(diagnostic => Constructor(root, diagnostic)).OfType<ConstructorDeclarationSyntax>();
        return document.WithSyntaxRoot(root.ReplaceNodes(constructors, static (constructor, _) => WithCall(constructor)));
    }

    // A primary constructor has no body.
    private static ConstructorDeclarationSyntax? Constructor(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan) as ConstructorDeclarationSyntax;

    private static ConstructorDeclarationSyntax WithCall(ConstructorDeclarationSyntax constructor)
    {
        StatementSyntax call = SyntaxFactory.ParseStatement($"{Call(constructor)};")
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation);
        if (constructor.Body is { } body)
        {
            return constructor.WithBody(body.WithStatements(body.Statements.Insert(0, call)));
        }

        StatementSyntax old = SyntaxFactory.ExpressionStatement(
            constructor.ExpressionBody!.Expression, constructor.SemicolonToken.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed));
        return constructor
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithBody(SyntaxFactory.Block(call, old).WithTrailingTrivia(constructor.SemicolonToken.TrailingTrivia))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static string Call(ConstructorDeclarationSyntax constructor) =>
        constructor.ParameterList.Parameters.Any(static parameter => parameter is
        {
            Identifier.ValueText: "seed",
            Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ULongKeyword },
        })
            ? "Initialize(seed)"
            : "Initialize(seed: 0)";
}
