namespace Layerwise.Runtime;

/// <summary>What training computes of a network with several outputs, for each of them.</summary>
public interface IHeadTraining
{
    /// <summary>The mean loss of each output, without its weight.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="losses">Receives one for each output.</param>
    static abstract void ComputeLosses<TLanes>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> losses)
        where TLanes : struct, ILanes<TLanes>;
}
