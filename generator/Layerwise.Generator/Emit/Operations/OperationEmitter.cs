using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Who emits which step.</summary>
internal static class OperationEmitter
{
    public static IInferenceEmitter ForInference(Operation operation) => operation is ConvolveStep step ? new ConvolveStepEmitter(step)
        : Of(operation) as IInferenceEmitter
        ?? throw new ArgumentException($"{operation.GetType().Name} has no emitter of inference: something else takes it on.", nameof(operation));

    public static IOperationEmitter Of(Operation operation) => operation switch
    {
        MatMul product => new MatMulEmitter(product),
        Convolve convolve => new ConvolveEmitter(convolve),
        Pad pad => new PadEmitter(pad),
        Pool pool => new PoolEmitter(pool),
        Recur recur => new RecurEmitter(recur),
        Recall recall => new RecallEmitter(recall),
        TakeLast last => new TakeLastEmitter(last),
        Normalize normalize => new NormalizeEmitter(normalize),
        NormalizeRows normalize => new NormalizeRowsEmitter(normalize),
        NormalizeGroups normalize => new NormalizeGroupsEmitter(normalize),
        Activate activate => new ActivateEmitter(activate),
        Drop drop => new DropEmitter(drop),
        Sum sum => new SumEmitter(sum),
        Join => new JoinEmitter(),
        _ => throw new ArgumentException($"{operation.GetType().Name} has no emitter.", nameof(operation)),
    };
}
