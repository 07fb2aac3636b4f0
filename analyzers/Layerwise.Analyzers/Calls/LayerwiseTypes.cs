using Layerwise.Generator.Layers;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Calls;

/// <summary>What the runtime's types are in a compilation.</summary>
internal sealed class LayerwiseTypes
{
    private LayerwiseTypes(INamedTypeSymbol network, INamedTypeSymbol optimizer, INamedTypeSymbol? trainer, INamedTypeSymbol? dataset) =>
        (Network, Optimizer, Trainer, Dataset) = (network, optimizer, trainer, dataset);

    /// <summary><c>INetwork&lt;TSelf&gt;</c>.</summary>
    public INamedTypeSymbol Network { get; }

    /// <summary><c>IOptimizer</c>.</summary>
    public INamedTypeSymbol Optimizer { get; }

    /// <summary><c>Trainer&lt;TNetwork&gt;</c>.</summary>
    public INamedTypeSymbol? Trainer { get; }

    /// <summary><c>Dataset</c>.</summary>
    public INamedTypeSymbol? Dataset { get; }

    /// <summary>Null where the compilation doesn't see the runtime, or sees two of them.</summary>
    public static LayerwiseTypes? In(Compilation compilation) =>
        LayerKinds.AttributeNames.Any(name => compilation.GetTypeByMetadataName(name) is not null)
        && compilation.GetTypeByMetadataName("Layerwise.INetwork`1") is { } network
        && compilation.GetTypeByMetadataName("Layerwise.IOptimizer") is { } optimizer
            ? new LayerwiseTypes(
                network,
                optimizer,
                compilation.GetTypeByMetadataName("Layerwise.Trainer`1"),
                compilation.GetTypeByMetadataName("Layerwise.Dataset"))
            : null;

    public bool IsNetwork(INamedTypeSymbol type) =>
        Is(type, Network) || type.AllInterfaces.Any(candidate => Is(candidate, Network));

    public bool IsOptimizer(INamedTypeSymbol type) =>
        Is(type, Optimizer) || type.AllInterfaces.Any(candidate => Is(candidate, Optimizer));

    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? definition) =>
        definition is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, definition);
}
