namespace Layerwise.Runtime;

/// <summary>The loss of a network that answers at each step of a sequence.</summary>
public interface IStepLoss
{
    /// <summary>The mean loss of some steps, and its derivatives.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="outputs">[steps, outputs].</param>
    /// <param name="targets">[steps, outputs].</param>
    /// <param name="derivatives">Receives [steps, outputs]; empty where only the loss is wanted.</param>
    static abstract float StepLoss<TLanes>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> derivatives)
        where TLanes : struct, ILanes<TLanes>;
}
