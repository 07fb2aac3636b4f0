using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>How generated code names what a training pass keeps.</summary>
internal static class WorkspaceValues
{
    /// <summary>A value that a step writes, or the inputs of the network.</summary>
    public static string Of(NetworkPlan plan, int value) =>
        value == Graph.Inputs ? "ref inputs" : Origin(plan.Memory.Kept[value - 1].Role.ToString(), plan.Memory.Kept[value - 1].Index);

    /// <summary>The derivatives with respect to a value that a step writes.</summary>
    public static string Deltas(NetworkPlan plan, int value) => DeltaRoom(plan.Memory.Deltas[value - 1]);

    /// <summary>A room for derivatives.</summary>
    public static string DeltaRoom(int room) => Origin("Deltas", room);

    /// <summary>What a step keeps beside values.</summary>
    public static string Room(NetworkPlan plan, Operation step) => Origin(nameof(ValueRole.Further), plan.Memory.Rooms[step.Writes - 1]!.Value);

    /// <summary>What the network computes.</summary>
    public static string Outputs(NetworkPlan plan) => Of(plan, plan.Training[plan.Training.Length - 1].Writes);

    /// <summary>The derivatives with respect to that, where several outputs have a room for them beside their own.</summary>
    public static string OutputDeltas(NetworkPlan plan) => Deltas(plan, plan.Training[plan.Training.Length - 1].Writes);

    /// <summary>The targets of one of several outputs.</summary>
    public static string Targets(NetworkPlan plan, HeadPlan head) =>
        Origin(nameof(ValueRole.Further), plan.Memory.FurtherWidths.Length + plan.Heads.IndexOf(head));

    /// <summary>What outputs that are trained together compute, and on the way back the derivatives with respect to it.</summary>
    public static string Together(NetworkPlan plan) => Origin(nameof(ValueRole.Further), plan.FurtherWidths.Count - 1);

    /// <summary>Derivatives with respect to the outputs of a network that scales its targets, scaled.</summary>
    public static string ScaledDerivatives(NetworkPlan plan) => Origin(nameof(ValueRole.Further), plan.Memory.FurtherWidths.Length + 1);

    /// <summary>1/√(variance + ε) of a layer's normalization.</summary>
    public static string InverseDeviations(LayerSpec layer) => Origin("InverseDeviations", layer.Index);

    /// <summary>x̂ of a layer's normalization.</summary>
    public static string Normalized(LayerSpec layer) => Origin(nameof(ValueRole.Normalized), layer.Index);

    private static string Origin(string what, int index) => $"ref workspace.{what}Origin({Literal.Of(index)})";
}
