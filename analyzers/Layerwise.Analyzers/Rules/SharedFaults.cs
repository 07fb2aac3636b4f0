using Layerwise.Generator.Declarations;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules;

/// <summary>
/// Faults around a network, which those beside it have too: a type that all of them are nested in, a name that the generated code of all of them needs. One is said once, of the
/// first network that has it. Which one that is follows from the sources alone, as an editor asks for the diagnostics of one file and not of another one.
/// </summary>
/// <param name="compilation">What the networks are part of.</param>
/// <param name="isNetwork">Whether a type is declared as one.</param>
internal sealed class SharedFaults(Compilation compilation, Func<INamedTypeSymbol, bool> isNetwork)
{
    private readonly object _gate = new();
    private Dictionary<(FaultKind Kind, Location Place), INamedTypeSymbol>? _firstWith;

    /// <summary>Whether another network says it.</summary>
    /// <param name="fault">A fault of the network.</param>
    /// <param name="network">The network.</param>
    /// <param name="cancellationToken">Stops what nobody wants any more.</param>
    public bool IsSaidOfAnother(Fault fault, INamedTypeSymbol network, CancellationToken cancellationToken) =>
        fault.Location.IsInSource
        && !network.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == fault.Location.SourceTree && part.Span.Contains(fault.Location.SourceSpan))
        && FirstWith(cancellationToken).TryGetValue((fault.Kind, fault.Location), out INamedTypeSymbol? first)
        && !SymbolEqualityComparer.Default.Equals(first, network);

    // All networks are parsed a second time, once, and only where one has such a fault. What is cancelled is asked again.
    private Dictionary<(FaultKind Kind, Location Place), INamedTypeSymbol> FirstWith(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _firstWith ??= TypesIn(compilation.Assembly.GlobalNamespace)
                .Where(isNetwork)
                .OrderBy(static type => type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static type => type.Locations[0].SourceSpan.Start)
                .SelectMany(type => NetworkParser.Parse(type, compilation, cancellationToken).Faults.Select(fault => (Key: (fault.Kind, fault.Location), Type: type)))
                .GroupBy(static said => said.Key)
                .ToDictionary(static same => same.Key, static same => same.First().Type);
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol outer) => outer.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));
}
