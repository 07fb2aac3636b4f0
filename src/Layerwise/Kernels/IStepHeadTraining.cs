namespace Layerwise.Runtime;

/// <summary>The same where each output answers at each step of a sequence.</summary>
public interface IStepHeadTraining : IHeadTraining
{
    /// <summary>The mean loss of each output over the steps that count, without its weight.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    /// <param name="losses">Receives one for each output.</param>
    static abstract void ComputeStepLosses<TLanes>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, Span<float> losses)
        where TLanes : struct, ILanes<TLanes>;
}
