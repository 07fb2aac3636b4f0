using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>A Concat of what branches make: one layer with the outputs of all, where they have the same activation, or the outputs of a network with several.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What weights may take that the file does not have.</param>
/// <param name="steps">Ends the branches.</param>
internal sealed class JoinOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps)
{
    private const int MostBranches = 64;

    private readonly Dictionary<int, JoinedFlows> _parts = [];

    /// <summary>What a Concat makes of branches: a <see cref="Flow"/>, or where no layer makes it <see cref="JoinedFlows"/>, which can only be the output.</summary>
    /// <exception cref="OnnxException">It does not join all numbers of each sample.</exception>
    public object Join(OnnxNode node, IReadOnlyList<Flow> flows)
    {
        if (flows.Count > MostBranches) throw node.Fault($"it joins {flows.Count} branches; at most {MostBranches} are read.");
        long axis = node.Integer("axis", 0);
        RowShape? first = flows[0].Shape;
        bool areWhole = flows.All(flow =>
            flow.Shape is { IsInOrder: true } shape && shape.IsAllIn(axis) && first!.Rank == shape.Rank && shape.WithSize(axis, 1).IsLike(first.WithSize(axis, 1)));
        long width = areWhole ? flows.Sum(static flow => flow.Shape!.Width) : 0;
        if (width is 0 or > int.MaxValue) throw node.Fault($"it joins values otherwise than all numbers of each sample behind each other. {Operations.Supported}");
        var parts = new JoinedFlows(node, [.. flows.Select(steps.Settle)]);
        int? joined = new ChainJoin(builder, numbers => budget.Take(numbers, sizeof(float))).Join([.. parts.Flows.Select(static flow => flow.Place)]);
        if (joined is not { } place) return parts;
        _parts[place] = parts;
        return Flow.Plain(node, place, first!.WithSize(axis, width));
    }

    /// <summary>The branches that a value was joined from last; null where it was not.</summary>
    public JoinedFlows? PartsOf(object? value) => value switch
    {
        JoinedFlows parts => parts,
        Flow { IsPlain: true } flow => _parts.TryGetValue(flow.Place, out JoinedFlows? parts) ? parts : null,
        _ => null,
    };
}
