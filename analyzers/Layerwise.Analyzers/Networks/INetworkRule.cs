using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>
/// A rule over a network that has no faults. All of them look at one parse of the declaration; to run, a rule stands in the list
/// of its group.
/// </summary>
internal interface INetworkRule
{
    /// <summary>What the rule may report.</summary>
    ImmutableArray<DiagnosticDescriptor> Diagnostics { get; }

    /// <summary>Reports to the network what is wrong with it. Called for several networks at a time, so a rule keeps nothing.</summary>
    void Check(DeclaredNetwork network);
}
