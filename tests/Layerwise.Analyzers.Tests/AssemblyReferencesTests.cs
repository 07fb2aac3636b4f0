using Layerwise.Analyzers.Rules;
using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests;

/// <summary>What a compiler or IDE must have loaded for the package's assemblies to run in it.</summary>
public sealed class AssemblyReferencesTests
{
    [Fact]
    public void Analyzers_do_without_workspaces() =>
        Assert.Equal(["Layerwise.Generator", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory", "netstandard"], References(typeof(DeclarationAnalyzer)));

    // System.Composition would have to be the host's exact version.
    [Fact]
    public void Code_fixes_need_workspaces_and_nothing_else_of_the_host() => Assert.Equal(
        ["Layerwise.Analyzers", "Layerwise.Generator", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "System.Collections.Immutable", "netstandard"],
        References(typeof(NotPartialCodeFix)));

    private static IEnumerable<string?> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(static name => name.Name).Order(StringComparer.Ordinal);
}
