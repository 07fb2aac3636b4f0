using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Layerwise.CodeFixes;

/// <summary>
/// Of the diagnostics that a host hands to a code fix, those that it repairs: <c>dotnet format</c> asks it for a light bulb at the first diagnostic of all, and hands on what other
/// rules found too.
/// </summary>
internal static class OwnDiagnostics
{
    public static ImmutableArray<Diagnostic> Of(CodeFixProvider provider, ImmutableArray<Diagnostic> diagnostics) =>
        ImmutableArray.CreateRange(diagnostics.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)));
}
