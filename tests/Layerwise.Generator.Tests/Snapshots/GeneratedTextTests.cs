using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Tests.Snapshots;

/// <summary>What no generated file has, whichever network it is of: held against all that reviewers have verified.</summary>
public sealed class GeneratedTextTests
{
    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Repository.At("tests/Layerwise.Generator.Tests/Snapshots"), "*.verified.cs").Select(static file => Path.GetFileName(file)).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_multiplied_by_1_and_nothing_added_to_0(string file) => Assert.Empty(
        from operation in Root(file).DescendantNodes().OfType<BinaryExpressionSyntax>()
        let neutral = operation.Kind() switch { SyntaxKind.MultiplyExpression => "1", SyntaxKind.AddExpression => "0", _ => null }
        where operation.Left.ToString() == neutral || operation.Right.ToString() == neutral
        select operation.ToString());

    [Theory]
    [MemberData(nameof(Files))]
    public void The_global_namespace_is_named_in_aliases_alone(string file) => Assert.All(
        Root(file).DescendantNodes().OfType<AliasQualifiedNameSyntax>().Where(static name => name.Alias.Identifier.IsKind(SyntaxKind.GlobalKeyword)),
        static name => Assert.True(name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null || IsOfTheUser(name), name.Parent!.ToString()));

    // Explicit members of interfaces, which the library alone calls, have no attribute: every training runs them.
    [Theory]
    [MemberData(nameof(Files))]
    public void No_tool_asks_for_tests_of_public_code(string file) => Assert.All(
        Root(file).DescendantNodes().OfType<MemberDeclarationSyntax>().Where(static member => member is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax).Where(IsPublic),
        static member => Assert.True(member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(IsExcluded) || IsKernel(member), member.ToString()));

    private static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool IsExcluded(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString().EndsWith(".ExcludeFromCodeCoverage", StringComparison.Ordinal));

    // The struct has its attribute on the part in the file of inference.
    private static bool IsKernel(MemberDeclarationSyntax member) => member.Ancestors().OfType<StructDeclarationSyntax>().Any(static type => type.Identifier.Text == "Kernels");

    // Activations of his own have no alias.
    private static bool IsOfTheUser(AliasQualifiedNameSyntax name) => name.Name.Identifier.Text is not ("System" or "Layerwise");

    private static SyntaxNode Root(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.At("tests/Layerwise.Generator.Tests/Snapshots/" + file)), new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
}
