using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>What a causal convolution looks back at, in front of a sequence: a copy of what rows remember; backward one of the steps alone, as gradients end at the cut.</summary>
internal sealed class RecallEmitter(Recall step) : IOperationEmitter
{
    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        string sizes = $"history: {Literal.Of(step.History)}, channels: {Literal.Of(step.Channels)}";
        writer.Line($"{Names.Runtime}Sequences.Recall({ends.Reads[0]}, {ends.Writes}, workspace, {Offsets.Place(step.Layer)}, rows, Steps, {sizes});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string sizes = $"line: {Names.Times("Steps", step.Channels)}, top: 0, bottom: 0, left: {Literal.Of(step.History * step.Channels)}, right: 0";
        backward.WriteDeltas(writer, 0, deltas => $"{Names.Runtime}Borders.Remove({backward.Derivatives}, {deltas}, rows, height: 1, {sizes});");
    }
}
