extern alias generator;

using System.Globalization;
using System.Text;
using generator::Layerwise.Generator.Declarations;
using generator::Layerwise.Generator.Model;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>
/// A project may use every word that generated code uses, for anything that has a name: types, members, namespaces and aliases, in the class, around it
/// and above it. The code still compiles, or a rule says what is in its way.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ShadowedNameTests
{
    // What LW1017 is for as aliases of the whole project; LW1010 is for the names of members.
    private static readonly string[] Aliases = [.. NameAlias.All.Select(static alias => alias.Name)];

    private const string Layers = """
        [global::Layerwise.Network(Loss = global::Layerwise.Loss.CrossEntropy, ClassWeights = new[] { 1f, 2f })]
        [global::Layerwise.Layer(3, 4, global::Layerwise.Activation.PRelu, BatchNormalization = true, Dropout = 0.1f)]
        [global::Layerwise.Layer(4, 5, typeof(global::Lisht))]
        [global::Layerwise.Layer(5, 2, global::Layerwise.Activation.Softmax)]
        """;

    private static readonly Lazy<Generation> Plain = new(() => new Consumer($"{CustomActivations.Lisht}\n{Layers} internal partial class Net;").Generate());

    private static readonly Lazy<string[]> Words = new(() =>
    [
        .. Generated(Plain.Value.Compilation)
            .SelectMany(static tree => tree.GetRoot().DescendantTokens())
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind()))
            .Select(static token => token.ValueText)
            .Distinct()
            .Where(static word => word is not ("Net" or "Lisht") && !word.Any(char.IsDigit))
            .Order(StringComparer.Ordinal),
    ]);

    private static IEnumerable<string> Members => Words.Value.Where(static word => !IsMember(word));

    [Fact]
    public void As_types_beside_the_class() => AssertCompiles($$"""namespace A { {{Types(Words.Value.Where(static word => word is not "Layerwise"))}} {{Layers}} partial class Net; }""");

    [Fact]
    public void As_types_in_the_global_namespace() => AssertCompiles($$"""{{Types(Words.Value.Where(static word => word is not ("System" or "Layerwise")))}} {{Layers}} partial class Net;""");

    [Fact]
    public void As_types_in_the_class() => AssertCompiles($$"""{{Layers}} partial class Net { {{Types(Members)}} }""");

    [Fact]
    public void As_types_around_the_class() => AssertCompiles($$"""partial class Outer { {{Types(Members)}} {{Layers}} partial class Net; }""");

    [Fact]
    public void As_inherited_types() => AssertCompiles($$"""class Base { {{Types(Members.Append("Net"))}} } {{Layers}} partial class Net : Base;""");

    [Theory]
    [InlineData("public int @{0} => 1;")]
    [InlineData("public static void @{0}(object a) {{ }}")]
    [InlineData("public const string @{0} = \"\";")]
    public void As_members(string form)
    {
        string members = string.Concat(Members.Select(word => string.Format(CultureInfo.InvariantCulture, form, word)));
        AssertCompiles($$"""class Base { {{members}} } partial class Outer : Base { {{members}} {{Layers}} partial class Net : Base; } {{Layers}} partial class Other { {{members}} }""");
    }

    [Fact]
    public void As_the_class_and_its_namespace()
    {
        // A network for each word: a third of them, others in each run.
        IReadOnlyList<string> words = Sweep.OneIn(3, [.. Words.Value.Where(static word => word is not ("Layerwise" or "System") && !IsMember(word))]);
        AssertCompiles(string.Join('\n', words.Select((word, i) => $$"""namespace N{{i}}.@{{word}} { partial class @{{word}}s { [Layerwise.Layer(1, 1, Layerwise.Activation.Relu)] partial class @{{word}}; } }""")));
    }

    [Fact]
    public void As_aliases_of_the_whole_project()
    {
        var usings = new StringBuilder();
        string[] words = [.. Words.Value.Where(static word => word is not ("global" or "System" or "Layerwise") && !Aliases.Contains(word))];
        foreach (string word in words) usings.AppendLine(CultureInfo.InvariantCulture, $"global using @{word} = System.Text.StringBuilder;");
        AssertCompiles($"{usings}\n{Layers} partial class Net;");
    }

    [Fact]
    public void As_extension_methods() => AssertCompiles(
        $$"""static class Extensions { {{string.Concat(Members.Select(static word => $"public static void @{word}(this object a) {{ }} public static void @{word}(this System.Span<float> a, params object[] b) {{ }}"))}} } {{Layers}} partial class Net;""");

    [Fact]
    public void The_rule_knows_every_type_that_generated_code_names()
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in Generated(Plain.Value.Compilation))
        {
            SemanticModel model = Plain.Value.Compilation.GetSemanticModel(tree);
            foreach (NameSyntax name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<NameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType : null);
                bool isOwn = SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, Plain.Value.Compilation.Assembly);
                if (isOwn || type is not { SpecialType: SpecialType.None, ContainingType: null }) continue;
                named.Add($"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}");
            }
        }

        Assert.Empty(named.Except(HiddenNames.Used));
    }

    // Of the plain network itself: the class has them as members, and LW1010 speaks of it.
    private static bool IsMember(string word) => !Plain.Value.Compilation.GetTypeByMetadataName("Net")!.GetMembers(word).IsEmpty;

    private static IEnumerable<SyntaxTree> Generated(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static string Types(IEnumerable<string> names) => string.Concat(names.Select(static name => $"public class @{name};"));

    private static void AssertCompiles(string source)
    {
        Generation generation = new Consumer(CustomActivations.Lisht, source).Generate();
        generation.AssertCalm();
        Diagnostic[] errors = [.. generation.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(5)));
        Assert.Equal(
            3 * generation.Compilation.SyntaxTrees.Skip(1).First().GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Count(static type => type.AttributeLists.Count > 0),
            generation.HintNames.Count());
    }
}
