using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>A pooling layer: one pass forward, and one backward that finds each window's number again.</summary>
internal sealed class PoolEmitter(Pool pool) : IOperationEmitter, IInferenceEmitter
{
    private const string Pooling = Names.Runtime + "Pooling.";

    private readonly string _types = $"<TLanes, {Shapes.Name(pool)}, {Pooling}{(pool.IsMax ? "Max" : "Average")}>";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends) => $"{Pooling}Forward{_types}({ends.Reads[0]}, {ends.Writes}, {ends.Rows ?? "1"});";

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) => writer.Line($"{Pooling}Forward{_types}({ends.Reads[0]}, {ends.Writes}, rows);");

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward) =>
        backward.WriteDeltas(writer, 0, deltas => $"{Pooling}InputGradients{_types}({ends.Reads[0]}, {backward.Derivatives}, {deltas}, rows);");
}
