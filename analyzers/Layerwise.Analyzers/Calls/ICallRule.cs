using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Calls;

/// <summary>A rule over the calls of networks, trainers and optimizers, each of which is recognised once for all rules.</summary>
/// <remarks>
/// A rule speaks of what it is certain of: what it can't see (a field, another method, a value that changes) is taken to be right.
/// </remarks>
internal interface ICallRule
{
    /// <summary>What the rule may report.</summary>
    ImmutableArray<DiagnosticDescriptor> Diagnostics { get; }

    /// <summary>Reports what is wrong with a call.</summary>
    void Check(LayerwiseCall call, OperationAnalysisContext context);
}
