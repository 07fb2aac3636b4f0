using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>The zeros around the input of a convolution: a copy forward, and a copy of what lies between them backward.</summary>
internal sealed class PadEmitter(Pad pad) : IOperationEmitter, IInferenceEmitter
{
    /// <inheritdoc/>
    public string Call(InferenceEnds ends) => Copy("Add", ends.Reads[0], ends.Writes, ends.Rows ?? "1");

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) => writer.Line(Copy("Add", ends.Reads[0], ends.Writes, "rows"));

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward) =>
        backward.WriteDeltas(writer, 0, deltas => Copy("Remove", backward.Derivatives, deltas, "rows"));

    private string Copy(string method, string from, string to, string rows)
    {
        WindowAxis vertical = pad.Vertical;
        WindowAxis horizontal = pad.Horizontal;
        string Floats(int positions) => Literal.Of(positions * pad.Channels);
        return $"{Names.Runtime}Borders.{method}({from}, {to}, {rows}, height: {Literal.Of(vertical.Size)}, line: {Floats(horizontal.Size)}, "
            + $"top: {Literal.Of(vertical.Before)}, bottom: {Literal.Of(vertical.After)}, left: {Floats(horizontal.Before)}, right: {Floats(horizontal.After)});";
    }
}
