using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3xxx: activations, losses, and how the layers go together.</summary>
internal static class ArchitectureRules
{
    public static ImmutableArray<INetworkRule> All { get; } = ImmutableArray<INetworkRule>.Empty;

    /// <summary>The rules that report a <see cref="Repair"/>.</summary>
    public static ImmutableArray<string> RepairableIds { get; } = ImmutableArray<string>.Empty;
}
