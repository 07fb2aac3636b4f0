using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class HiddenNameTests
{
    private const string Net = "[Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class Net";

    [Theory]
    [InlineData("Lw")]
    [InlineData("Mem")]
    [InlineData("Rt")]
    [InlineData("Sys")]
    public async Task Alias_of_the_whole_project(string alias)
    {
        var diagnostics = await Analysis.RunAsync("LW1017", $"global using {alias} = System.Text;", $"{Net};");
        Assert.Equal(
            $"Generated code needs the alias {alias}, but '{alias}' is one of the whole project; rename it",
            Assert.Single(diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    // However it is written; a type of that name in a namespace changes nothing for the generated file.
    [Theory]
    [InlineData("global using @Rt = System.Text;")]
    [InlineData("global using Rt = (int Rows, int Columns);")]
    [InlineData("global using Rt = System.Text;\nnamespace Other { class Rt; }")]
    public async Task Alias_in_other_words(string source) => Assert.Single(await Analysis.RunAsync("LW1017", source, $"{Net};"));

    [Theory]
    [InlineData("using Rt = System.Text;")]
    [InlineData("#if NEVER\nglobal using Rt = System.Text;\n#endif")]
    [InlineData("global using Runtime = System.Text;")]
    [InlineData("global using System.Text;")]
    public Task Alias_of_a_file_or_of_another_name(string source) => Analysis.FindsNoneAsync("LW1017", source, $"{Net};");

    [Theory]
    [InlineData("Rt", "[Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class [|Rt|];")]
    [InlineData("Sys", "partial class [|Sys|] { [Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class Net; }")]
    [InlineData("Sys", $$"""partial class [|Sys|] { {{Net}}; {{Net}}2; {{Net}}3; }""")]
    public Task Outermost_type_called_as_an_alias(string alias, string source) => Analysis.FindsOneAsync(
        "LW1017", $"Generated code needs the alias {alias}, but '{alias}' has that name; rename it", source);

    [Theory]
    [InlineData("class [|System|];", "System")]
    [InlineData("namespace System { class [|Runtime|]; }", "System.Runtime")]
    [InlineData("namespace System.Runtime { class [|CompilerServices|]; }", "System.Runtime.CompilerServices")]
    [InlineData("namespace Layerwise { class [|Runtime|]; }", "Layerwise.Runtime")]
    public Task Type_called_as_a_namespace(string source, string name) => Analysis.FindsOneAsync(
        "LW1017", $"Generated code needs the namespace {name}, but '{name}' has that name; rename it", $"{source} {Net};");

    [Fact]
    public Task Of_several_networks_it_is_said_once() => Analysis.FindsOneAsync(
        "LW1017",
        "Generated code needs the type Layerwise.Runtime.Guard, but 'Layerwise.Runtime.Guard' has that name; rename it",
        $$"""namespace Layerwise.Runtime { class [|Guard|]; } {{Net}}; {{Net}}2; namespace A { partial class B { {{Net}}3; } }""");

    [Theory]
    [InlineData("namespace System { struct [|Span|]<T>; }", "System.Span", "System.Span<T>")]
    [InlineData("namespace Layerwise.Runtime { class [|Guard|]; }", "Layerwise.Runtime.Guard", "Layerwise.Runtime.Guard")]
    public Task Type_called_as_one_that_generated_code_names(string source, string needed, string name) => Analysis.FindsOneAsync(
        "LW1017", $"Generated code needs the type {needed}, but '{name}' has that name; rename it", $"{source} {Net};");

    [Theory]
    [InlineData($$"""{{Net}} { class System; class Span; } class @nuint; class Activation;""")]
    [InlineData($$"""class Lw; namespace Rt { class @nint; } {{Net}} { class Lw; class Sys; void Mem() { } int nint => 1; }""")]
    [InlineData($$"""using Sys = System.Text; {{Net}};""")]
    [InlineData($$"""namespace Sys { {{Net}}; } partial class Outer { [Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class Rt; } namespace A { partial class Lw { {{Net}}; } }""")]
    [InlineData($$"""class System<T>; {{Net}};""")]
    [InlineData($$"""namespace A.System { class @nint; } namespace A.Layerwise { namespace Runtime { class Guard; } } {{Net}};""")]
    [InlineData($$"""namespace A { class System; class Layerwise; [global::Layerwise.Layer(2, 3, global::Layerwise.Activation.Relu)] partial class Net; }""")]
    public async Task Names_that_generated_code_does_not_need(string source)
    {
        Compilation compilation = Compilations.Generated(Compilations.Of(source));
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(await Analysis.RunAsync(compilation), static diagnostic => diagnostic.Id == "LW1017");
    }

    [Theory]
    [InlineData("lw", true)]
    [InlineData("lw,global", false)]
    public async Task Library_under_an_alias(string aliases, bool isFound)
    {
        MetadataReference library = References.All[^1].WithAliases(aliases.Split(','));
        CSharpCompilation compilation = Compilations.Of($"extern alias lw; {Net.Replace("Layerwise.", "lw::Layerwise.", StringComparison.Ordinal)};")
            .WithReferences(References.Framework.Add(library));
        var diagnostics = (await Analysis.RunAsync(Compilations.Generated(compilation))).Where(static diagnostic => diagnostic.Id == "LW1017");
        Assert.Equal(
            isFound ? ["Generated code needs the namespace Layerwise, but the library is referenced under the alias 'lw' alone; add 'global' to its aliases"] : [],
            diagnostics.Select(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
