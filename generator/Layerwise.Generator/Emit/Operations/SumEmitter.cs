using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>A residual connection: a pass that adds, and backward the same derivatives for both ways.</summary>
internal sealed class SumEmitter(Sum sum) : IOperationEmitter, IInferenceEmitter
{
    private const string Residual = Names.Runtime + "Residual.";

    private readonly string _count = Names.Times("rows", sum.Width);

    /// <inheritdoc/>
    public string Call(InferenceEnds ends) => Add(ends.Reads, ends.Writes, Names.Times(ends.Rows ?? "1", sum.Width));

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) => writer.Line(Add(ends.Reads, ends.Writes, _count));

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        // Around the layer first: on the way through it, derivatives change in their place.
        for (int read = ends.Reads.Count - 1; read >= 0; read--)
        {
            if (backward.Deltas[read] == backward.Derivatives) continue;
            backward.WriteDeltas(writer, read, deltas => $"{Residual}Copy<TLanes>({backward.Derivatives}, {deltas}, {_count});");
        }
    }

    private static string Add(IReadOnlyList<string> reads, string writes, string count) =>
        $"{Residual}Add<TLanes>({reads[0]}, {reads[1]}, {writes}, {count});";
}
