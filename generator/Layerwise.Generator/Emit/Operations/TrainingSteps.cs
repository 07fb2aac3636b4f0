using Layerwise.Generator.Emit.Naming;
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
        foreach (Operation operation in plan.Training)
        {
            if (plan.TrainedTogether is not { } together || !together.Has(operation)) OperationEmitter.Of(operation).WriteForward(writer, Ends(plan, operation));
            else if (operation.Writes == together.Parts[0].Writes) WriteForward(writer, plan, together);
        }
    }

    /// <summary>Takes derivatives with respect to the outputs back to the results of the last linear map before each.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The network.</param>
    /// <param name="derivatives">Where the derivatives with respect to all outputs lie.</param>
    /// <param name="gradients">Where the gradients of all parameters start.</param>
    public static void WriteBackwardToLastMap(CodeWriter writer, NetworkPlan plan, string derivatives, string gradients)
    {
        if (plan.Join is not { } join)
        {
            WriteEnding(writer, plan, plan.Heads[0], derivatives, gradients);
            return;
        }

        WriteBackward(writer, plan, join, derivatives, gradients);
        foreach (HeadPlan head in plan.Heads.Reverse()) WriteEnding(writer, plan, head, WorkspaceValues.Deltas(plan, head.Value), gradients);
    }

    /// <summary>The same where losses have written derivatives with respect to each output, or have taken care of its activation too.</summary>
    public static void WriteBackwardFromLosses(CodeWriter writer, NetworkPlan plan, string gradients)
    {
        foreach (HeadPlan head in plan.Heads.Reverse())
        {
            WriteEnding(writer, plan, head, WorkspaceValues.Deltas(plan, head.Value), gradients, skipsActivation: plan.Network.IsFusedWithLoss(head.Head));
        }
    }

    /// <summary>From the deltas of the last linear map through that map and all steps before.</summary>
    public static void WriteBackwardFromLastMap(CodeWriter writer, NetworkPlan plan, string gradients)
    {
        foreach (Operation operation in plan.Training.Take(plan.StepsToLastMap).Reverse())
        {
            if (plan.TrainedTogether is not { } together || !together.Has(operation))
            {
                WriteBackward(writer, plan, operation, WorkspaceValues.Deltas(plan, operation.Writes), gradients);
            }
            else if (operation.Writes == together.Parts[together.Parts.Length - 1].Writes)
            {
                WriteBackward(writer, plan, together, gradients);
            }
        }
    }

    private static void WriteForward(CodeWriter writer, NetworkPlan plan, HeadProduct together)
    {
        using (HeadProductEmitter.WriteIfFew(writer, "rows"))
        {
            foreach (MatMul part in together.Parts) new MatMulEmitter(part).WriteForward(writer, Ends(plan, part));
        }

        using (writer.Block("else")) new HeadProductEmitter(together).WriteForward(writer, Ends(plan, together.Parts[0]));
    }

    // All derivatives are there before the first of them is taken on, and what they come to is there where the first part of it belongs.
    private static void WriteBackward(CodeWriter writer, NetworkPlan plan, HeadProduct together, string gradients)
    {
        using (HeadProductEmitter.WriteIfFew(writer, "rows"))
        {
            foreach (MatMul part in together.Parts.Reverse()) WriteBackward(writer, plan, part, WorkspaceValues.Deltas(plan, part.Writes), gradients);
        }

        using (writer.Block("else"))
        {
            WriteBackward(writer, plan, together.Parts[together.Parts.Length - 1], WorkspaceValues.Together(plan), gradients, new HeadProductEmitter(together));
        }
    }

    private static void WriteEnding(CodeWriter writer, NetworkPlan plan, HeadPlan head, string derivatives, string gradients, bool skipsActivation = false)
    {
        foreach (Operation operation in head.Ending)
        {
            if (skipsActivation && operation is Activate) continue;
            WriteBackward(writer, plan, operation, derivatives, gradients);
            derivatives = WorkspaceValues.Deltas(plan, operation.Reads[0]);
        }
    }

    private static void WriteBackward(
        CodeWriter writer, NetworkPlan plan, Operation operation, string derivatives, string gradients, IOperationEmitter? emitter = null)
    {
        string?[] parts = [.. plan.Memory.Parts[operation.Writes - 1].Select(static room => room is int part ? WorkspaceValues.DeltaRoom(part) : null)];
        string?[] deltas = [.. operation.Reads.Select(value => value == Graph.Inputs ? null : WorkspaceValues.Deltas(plan, value))];
        var all = new BackwardEnds(derivatives, deltas, gradients)
        {
            Adds = operation.AddsDeltas && plan.Training.Skip(operation.Writes).Any(later => later.Reads.Contains(operation.Reads[0])),
            AreNeeded = [.. operation.Reads.Select(value => Graph.DependsOnParameters(plan.Training, value))],
        };
        (emitter ?? OperationEmitter.Of(operation)).WriteBackward(writer, Ends(plan, operation), all with { Deltas = [.. parts.Select((part, read) => part ?? deltas[read])] });
        for (int read = 0; read < parts.Length; read++)
        {
            if (parts[read] is not { } part) continue;
            int width = operation.Reads[read] is var value && value == Graph.Inputs ? plan.Network.InputSize : plan.Training[value - 1].Width;
            all.WriteDeltas(writer, read, sum => $"{Names.Runtime}Elementwise.Add<TLanes>({part}, {sum}, {Names.Times("rows", width)});");
        }
    }

    private static TrainingEnds Ends(NetworkPlan plan, Operation operation) =>
        new(plan, [.. operation.Reads.Select(value => WorkspaceValues.Of(plan, value))], WorkspaceValues.Of(plan, operation.Writes));
}
