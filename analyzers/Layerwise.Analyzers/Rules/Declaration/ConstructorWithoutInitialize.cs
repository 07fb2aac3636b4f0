using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Analyzers.Rules.Declaration;

/// <summary>LW1015: a constructor that the user wrote and that leaves all parameters 0.</summary>
internal sealed class ConstructorWithoutInitialize : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Declaration(
        "LW1015",
        DiagnosticSeverity.Warning,
        "A constructor never calls Initialize",
        "This constructor of '{0}' replaces the generated one and never calls Initialize, so all parameters start at 0 and the units of a layer stay equal in training; {1}");

    // Whoever names one of these may fill the parameters.
    private static readonly ImmutableHashSet<string> Filling = ImmutableHashSet.Create("Initialize", "Parameters", "Weights", "Biases");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (IMethodSymbol constructor in network.Type.InstanceConstructors)
        {
            // A private one is for a method of the class that has its own way to fill the parameters.
            if (constructor.IsImplicitlyDeclared || constructor.DeclaredAccessibility == Accessibility.Private) continue;
            SyntaxNode? faulty = constructor.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(network.CancellationToken)).FirstOrDefault(LeavesZeros);
            if (faulty is null) continue;
            string remedy = faulty is TypeDeclarationSyntax ? "write an ordinary constructor that calls Initialize(seed), because a primary one has no body to do it in" : "call Initialize(seed) in it";
            network.Report(Rule, constructor.Locations[0], Repair.None, network.Type.Name, remedy);
        }
    }

    private static bool LeavesZeros(SyntaxNode declaration) => declaration switch
    {
        ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword } => false,
        ConstructorDeclarationSyntax constructor => (constructor.Body ?? (SyntaxNode?)constructor.ExpressionBody) is { } body && !body.DescendantNodes().Any(MayFill),

        // A primary constructor has no body to call anything in.
        TypeDeclarationSyntax => true,
        _ => false,
    };

    // A call without a receiver may be of a method of the class; a bare `this` may go anywhere.
    private static bool MayFill(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name when Filling.Contains(name.Identifier.ValueText) => true,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: not "nameof" } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } => true,
        ThisExpressionSyntax => node.Parent is not MemberAccessExpressionSyntax,
        _ => false,
    };
}
