using Layerwise.Generator.Declarations;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>The frozen networks of a project, for those that must not be in each other's way. They are looked for once, and only where somebody asks.</summary>
/// <param name="compilation">The project.</param>
/// <param name="cancellationToken">Ends the search.</param>
internal sealed class FrozenNetworks(Compilation compilation, CancellationToken cancellationToken)
{
    // Who is interrupted looks again.
    private readonly Lazy<NetworkSpec[]> _all = new(() => [.. Find(compilation, cancellationToken)], LazyThreadSafetyMode.PublicationOnly);

    public IReadOnlyList<NetworkSpec> All => _all.Value;

    private static IEnumerable<NetworkSpec> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var attributes = new HashSet<ISymbol>(compilation.GetTypesByMetadataName(NetworkParser.FrozenAttributeName), SymbolEqualityComparer.Default);
        var left = new Stack<INamespaceOrTypeSymbol>([compilation.Assembly.GlobalNamespace]);
        while (left.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol symbol = left.Pop();
            foreach (INamespaceOrTypeSymbol member in symbol.GetMembers().OfType<INamespaceOrTypeSymbol>()) left.Push(member);
            if (symbol is not INamedTypeSymbol type || !type.GetAttributes().Any(attribute => attribute.AttributeClass is { } known && attributes.Contains(known))) continue;
            if (NetworkParser.Parse(type, compilation, cancellationToken).Spec is { FrozenFile: not null } network) yield return network;
        }
    }
}
