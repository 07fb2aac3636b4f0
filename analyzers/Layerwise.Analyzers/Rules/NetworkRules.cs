using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Architecture;
using Layerwise.Analyzers.Rules.Declaration;
using Layerwise.Analyzers.Rules.Forecast;
using Layerwise.Analyzers.Rules.Initialization;

namespace Layerwise.Analyzers.Rules;

/// <summary>Every rule over a declared network, group by group.</summary>
internal static class NetworkRules
{
    public static ImmutableArray<INetworkRule> All { get; } =
        ImmutableArray.Create<INetworkRule>(new OptionWithoutEffect(), new ConstructorWithoutInitialize())
            .AddRange(InitializationRules.All)
            .AddRange(ArchitectureRules.All)
            .Add(new ForecastRule());
}
