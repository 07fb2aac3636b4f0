namespace Layerwise.Runtime;

/// <summary>The same for a loss that takes class labels.</summary>
public interface ILabelStepLoss : IStepLoss
{
    /// <summary>The mean loss of some steps, and its derivatives.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="outputs">[steps, outputs].</param>
    /// <param name="labels">[steps].</param>
    /// <param name="derivatives">Receives [steps, outputs]; empty where only the loss is wanted.</param>
    static abstract float StepLoss<TLanes>(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, Span<float> derivatives)
        where TLanes : struct, ILanes<TLanes>;
}
