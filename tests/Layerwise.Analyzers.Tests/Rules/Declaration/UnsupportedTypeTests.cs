using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnsupportedTypeTests
{
    [Theory]
    [InlineData("partial record [|Net|];", "a record")]
    [InlineData("partial class [|Net|]<T>;", "generic")]
    [InlineData("static partial class [|Net|];", "static")]
    [InlineData("abstract partial class [|Net|];", "abstract")]
    [InlineData("file partial class [|Net|];", "file-local")]
    [InlineData("abstract partial class [|Net|]<T>;", "abstract and generic")]
    [InlineData("partial class [|Net|] : Base; class Base(int size) { public int Size => size; }", "derived from a class that has no constructor without parameters")]
    [InlineData("partial class [|Net|] : Base { Net() : base(1) => Initialize(1); } class Base { public Base(int size) { } private Base() { } }", "derived from a class that has no constructor without parameters")]
    public Task Type_that_cannot_be_a_network(string declaration, string kind) => Analysis.FindsOneAsync(
        "LW1002",
        $"'Net' is {kind}, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network",
        "[Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] " + declaration);

    [Fact]
    public Task Network_nested_in_a_generic_type() => Analysis.FindsOneAsync(
        "LW1002",
        "'Net' is nested in a generic type, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network",
        """
        using Layerwise;

        partial class [|Outer|]<T>
        {
            [Layer(2, 3, Activation.Relu)]
            partial class Net;
        }
        """);

    [Fact]
    public Task Network_nested_in_two_generic_types() => Analysis.FindsOneAsync(
        "LW1002",
        "'Net' is nested in a generic type, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network",
        "partial class Outer<T> { partial class [|Inner|]<U> { [Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class Net; } }");

    [Fact]
    public Task Network_derived_from_a_network() => Analysis.FindsOneAsync(
        "LW1002",
        "'Derived' is derived from another network, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        partial class Net;

        [Layer(2, 3, Activation.Relu)]
        partial class [|Derived|] : Net;
        """);

    [Fact]
    public Task Network_nested_in_a_file_local_type() => Analysis.FindsOneAsync(
        "LW1002",
        "'Net' is file-local, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network",
        """
        using Layerwise;

        file partial class Outer
        {
            [Layer(2, 3, Activation.Relu)]
            partial class [|Net|];
        }
        """);

    [Fact]
    public Task Network_nested_too_deep() => Analysis.FindsOneAsync(
        "LW1002",
        "'Net' is nested more than 32 types deep, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network",
        Nested(depth: 33, "[Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class [|Net|];"));

    [Fact]
    public Task Network_nested_as_deep_as_can_be() => Analysis.FindsNoneAsync(
        "LW1002",
        Nested(depth: 32, "[Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class Net;"));

    // Without the limit, their generated code has some 200 million characters.
    [Fact]
    public async Task Three_hundred_networks_nested_in_each_other()
    {
        const int Count = 301;
        string source = string.Concat(Enumerable.Range(0, Count).Select(static i => $"[Layerwise.Layer(2, 1, Layerwise.Activation.Tanh)] partial class N{i} {{ ")) + new string('}', Count);

        CSharpCompilation compilation = Compilations.Of(source);
        string[] refused = [.. (await Analysis.RunAsync(compilation))
            .Where(static diagnostic => diagnostic.Id == "LW1002")
            .Select(static diagnostic => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan))];

        Assert.Equal(Enumerable.Range(33, Count - 33).Select(static i => $"N{i}"), refused);
        Assert.InRange(Compilations.Generated(compilation).SyntaxTrees.Sum(static tree => tree.Length), 1, 4_000_000);
    }

    [Theory]
    [InlineData("partial struct")]
    [InlineData("partial record struct")]
    [InlineData("partial interface")]
    [InlineData("enum")]
    public Task Attribute_on_what_is_no_class_is_left_to_the_compiler(string keyword) => Analysis.LeavesToCompilerAsync(
        $$"""
        [Layerwise.Layer(2, 3, Layerwise.Activation.Relu)]
        [Layerwise.Network]
        public {{keyword}} Net { }
        """,
        "CS0592");

    [Theory]
    [InlineData("public class Base;")]
    [InlineData("public abstract class Base { protected Base(int size = 1) { } }")]
    [InlineData("public class Base { public Base(params int[] sizes) { } }")]
    [InlineData("public class Base(int size) { internal Base() : this(1) { } public int Size => size; }")]
    public Task Sealed_and_derived_classes(string ancestor) => Analysis.FindsNoneAsync(
        "LW1002",
        $"""
        using Layerwise;

        {ancestor}

        [Layer(2, 3, Activation.Relu)]
        public sealed partial class Net : Base;
        """);

    private static string Nested(int depth, string network) =>
        string.Concat(Enumerable.Range(0, depth).Select(static i => $"partial class Outer{i} {{ ")) + network + new string('}', depth);
}
