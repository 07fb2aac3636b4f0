using System.Collections.Immutable;
using Layerwise.Analyzers.Rules;
using Layerwise.CodeFixes.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests;

/// <summary>Everything that the package's assemblies say and repair, found as the compiler and the IDE find it.</summary>
internal static class RuleSet
{
    /// <summary>Every analyzer.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. InstancesOf<DiagnosticAnalyzer>(typeof(DeclarationAnalyzer))];

    /// <summary>Every code fix.</summary>
    public static ImmutableArray<CodeFixProvider> CodeFixes { get; } = [.. InstancesOf<CodeFixProvider>(typeof(NotPartialCodeFix))];

    /// <summary>Every rule, by its id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        [.. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).OrderBy(static rule => rule.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. Rules.Select(static rule => rule.Id)];

    public static DiagnosticDescriptor Rule(string id) => Rules.Single(rule => rule.Id == id);

    public static bool IsFixable(string id) => CodeFixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    private static IEnumerable<T> InstancesOf<T>(Type neighbour) => neighbour.Assembly
        .GetTypes()
        .Where(static type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract)
        .Select(static type => (T)Activator.CreateInstance(type)!);
}
