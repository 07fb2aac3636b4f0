using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Tests.Architecture;

/// <summary>
/// Library, generator and analyzers ask the row of an activation, an initializer or a loss for what they want to know, and never whether it is this one or that one. To
/// write a member, as a remedy does, is no question.
/// </summary>
public sealed class NamedMemberTests
{
    private static readonly string[] Roots = ["src", "generator", "analyzers"];

    // Tables themselves: how ONNX spells a member.
    private static readonly string[] Tables = ["src/Layerwise/Onnx/ActivationNodes.cs", "src/Layerwise/Onnx/RecurrentNodes.cs"];

    // Not a choice among others: the absence of one, and the user's own.
    private static readonly string[] NoMembers = ["Auto", "Custom"];

    public static TheoryData<string> Files => new(
        Roots
            .SelectMany(static root => Directory.EnumerateFiles(Repository.At(root), "*.cs", SearchOption.AllDirectories))
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !Tables.Contains(file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Nobody_asks_for_a_member_by_its_name(string file) => Assert.Equal([], Questions(File.ReadAllText(Repository.At(file))));

    [Theory]
    [InlineData("layer.Activation == Activation.Relu")]
    [InlineData("layer.Init is Init.HeNormal or Init.HeUniform")]
    [InlineData("layer is { Activation: not Activation.Selu }")]
    [InlineData("loss switch { Loss.Hinge => 1, _ => 2 }")]
    [InlineData("layer is { Activation: Layerwise.Activation.Softmax }")]
    public void A_question_is_found(string expression) => Assert.NotEmpty(Questions($"_ = {expression};"));

    [Theory]
    [InlineData("layer.Init == Init.Auto")]
    [InlineData("Repair.ChangeTo(Activation.Relu)")]
    public void What_is_no_question_is_not(string expression) => Assert.Empty(Questions($"_ = {expression};"));

    private static IEnumerable<string> Questions(string source) =>
        from access in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where EnumOf(access) is nameof(Activation) or nameof(Init) or nameof(Loss) && !NoMembers.Contains(access.Name.ToString()) && IsMember(access)
        where access.Parent is PatternSyntax or CaseSwitchLabelSyntax
            || access.Parent!.IsKind(SyntaxKind.EqualsExpression)
            || access.Parent!.IsKind(SyntaxKind.NotEqualsExpression)
            || access.Parent!.IsKind(SyntaxKind.IsExpression)
        select access.ToString();

    private static string EnumOf(MemberAccessExpressionSyntax access) =>
        access.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: var name } ? name : access.Expression.ToString();

    // A property may be called as its enum is: a layer's Loss has a Kind.
    private static bool IsMember(MemberAccessExpressionSyntax access)
    {
        string name = access.Name.ToString();
        return Enum.IsDefined(typeof(Activation), name) || Enum.IsDefined(typeof(Init), name) || Enum.IsDefined(typeof(Loss), name);
    }
}
