using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>LW5xxx: signal and gradient on their way through the layers, as predicted.</summary>
internal static class ForecastRules
{
    public static ImmutableArray<INetworkRule> All { get; } = ImmutableArray.Create<INetworkRule>(new ForecastRule());

    /// <summary>The rules that may come with a <see cref="Remedy"/>.</summary>
    public static ImmutableArray<string> RemediableIds { get; } = ImmutableArray.Create("LW5001", "LW5002", "LW5003", "LW5004", "LW5005");
}
