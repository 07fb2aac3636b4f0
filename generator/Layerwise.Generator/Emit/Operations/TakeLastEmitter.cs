using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>The last step of each sequence: a copy, and backward a copy between zeros. With a state every step is the last one so far.</summary>
internal sealed class TakeLastEmitter(TakeLast step) : IOperationEmitter
{
    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) => writer.Line(Copy("TakeLast", ends.Reads[0], ends.Writes));

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward) =>
        backward.WriteDeltas(writer, 0, deltas => Copy("PutLast", backward.Derivatives, deltas));

    private string Copy(string method, string from, string to) => $"{Names.Runtime}Sequences.{method}({from}, {to}, workspace, rows, Steps, {Literal.Of(step.Channels)});";
}
