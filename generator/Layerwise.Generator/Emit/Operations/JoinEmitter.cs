using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Several outputs behind each other: a copy of each for every sample, and backward a copy of the derivatives for each.</summary>
internal sealed class JoinEmitter : IOperationEmitter, IInferenceEmitter
{
    private const string Heads = Names.Runtime + "Heads.";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends) =>
        string.Join("\n", ends.Plan.Heads.Select((head, read) => Copy(ends.Plan, "Join", ends.Reads[read], ends.Writes, head, ends.Rows ?? "1")));

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        foreach (HeadPlan head in ends.Plan.Heads) writer.Line(Copy(ends.Plan, "Join", ends.Reads[IndexOf(ends.Plan, head)], ends.Writes, head, Names.Answers(ends.Plan.Network)));
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        foreach (HeadPlan head in ends.Plan.Heads)
        {
            backward.WriteDeltas(writer, IndexOf(ends.Plan, head), deltas => Copy(ends.Plan, "Split", deltas, backward.Derivatives, head, Names.Answers(ends.Plan.Network)));
        }
    }

    private static string Copy(NetworkPlan plan, string method, string part, string whole, HeadPlan head, string rows) =>
        $"{Heads}{method}<TLanes>({part}, {head.Head.Name}Size, {whole}, {Names.AnswerSize(plan.Network)}, {head.Head.Name}Offset, {rows});";

    private static int IndexOf(NetworkPlan plan, HeadPlan head) => plan.Heads.IndexOf(head);
}
