using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2xxx: what the weights and biases start with.</summary>
internal static class InitializationRules
{
    public static ImmutableArray<INetworkRule> All { get; } = ImmutableArray<INetworkRule>.Empty;

    /// <summary>The rules that report a <see cref="Repair"/>.</summary>
    public static ImmutableArray<string> RepairableIds { get; } = ImmutableArray<string>.Empty;
}
