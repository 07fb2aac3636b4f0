using System.Collections.Immutable;
using Layerwise.Analyzers.Rules.Architecture;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Analyzers.Rules.Declaration;
using Layerwise.Analyzers.Rules.Forecast;

namespace Layerwise.Analyzers.Networks;

/// <summary>Every rule over a declared network, group by group.</summary>
internal static class NetworkRules
{
    public static ImmutableArray<INetworkRule> All { get; } =
        ImmutableArray.Create<INetworkRule>(new OptionWithoutEffect(), new ConstructorWithoutInitialize())
            .AddRange(InitializationRules.All)
            .AddRange(ArchitectureRules.All)
            .AddRange(ForecastRules.All);

    /// <summary>The rules that report a <see cref="Repair"/>.</summary>
    public static ImmutableArray<string> RepairableIds { get; } =
        ImmutableArray.Create(OptionWithoutEffect.Rule.Id)
            .AddRange(InitializationRules.RepairableIds)
            .AddRange(ArchitectureRules.RepairableIds);
}
