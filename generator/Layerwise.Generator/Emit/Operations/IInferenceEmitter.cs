using Layerwise.Generator.Planning;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>How inference runs one step that no other one has taken on.</summary>
internal interface IInferenceEmitter
{
    /// <summary>The call, or the calls, that compute its results.</summary>
    string Call(InferenceEnds ends);
}

/// <summary>What a step of inference finds.</summary>
/// <param name="Plan">The network.</param>
/// <param name="Reads">Where the values lie that it reads, in their order.</param>
/// <param name="Writes">Where its results belong.</param>
/// <param name="Rows">How many samples there are; null for one, whose latency counts.</param>
internal sealed record InferenceEnds(NetworkPlan Plan, IReadOnlyList<string> Reads, string Writes, string? Rows);
