using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Flows;

/// <summary>What branches make behind each other, each with an activation of its own: the outputs of a network with several.</summary>
/// <param name="Node">The node that joins them.</param>
/// <param name="Flows">What each makes.</param>
internal sealed record JoinedFlows(OnnxNode Node, IReadOnlyList<Flow> Flows)
{
    /// <summary>What is wrong where one layer should make it.</summary>
    public OnnxException Fault() => Node.Fault(
        $"it joins {Flows.Count} branches that are not alike: dense layers with the same activations in each, one behind the other, become one; others are the outputs of a class with "
        + "as many [Output] attributes.");
}
