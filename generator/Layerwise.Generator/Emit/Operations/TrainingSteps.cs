using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>The steps of training in their order: forward, and backward in two parts, because a loss may stand in for the first of them.</summary>
internal static class TrainingSteps
{
    /// <summary>All steps forward.</summary>
    public static void WriteForward(CodeWriter writer, NetworkPlan plan)
    {
        foreach (Operation operation in plan.Training) OperationEmitter.Of(operation).WriteForward(writer);
    }

    /// <summary>Takes derivatives back to the results of the last layer's linear map: through the steps behind it, but for an activation that the loss has taken care of.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The network.</param>
    /// <param name="derivatives">Where the derivatives with respect to the outputs lie.</param>
    /// <param name="gradients">Where the gradients of all parameters start.</param>
    /// <param name="skipsActivation">Whether they are those with respect to the pre-activations already.</param>
    public static void WriteBackwardToLastLayer(CodeWriter writer, NetworkPlan plan, string derivatives, string gradients, bool skipsActivation = false)
    {
        foreach (Operation operation in plan.Training.Skip(plan.LastLayer + 1).Reverse())
        {
            if (skipsActivation && operation is Activate) continue;
            OperationEmitter.Of(operation).WriteBackward(writer, derivatives, gradients);
            derivatives = WorkspaceValues.Deltas(operation.Layer);
        }
    }

    /// <summary>From the deltas of the last layer through its linear map and all steps before.</summary>
    public static void WriteBackwardFromLastLayer(CodeWriter writer, NetworkPlan plan, string gradients)
    {
        foreach (Operation operation in plan.Training.Take(plan.LastLayer + 1).Reverse())
        {
            OperationEmitter.Of(operation).WriteBackward(writer, WorkspaceValues.Deltas(operation.Layer), gradients);
        }
    }
}
