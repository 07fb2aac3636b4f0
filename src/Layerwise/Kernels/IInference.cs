namespace Layerwise.Runtime;

/// <summary>What a network computes without training, for any register width: <see cref="Widest"/> chooses one.</summary>
public interface IInference
{
    /// <summary>The outputs of one sample, whose latency counts.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="outputs">Receives [OutputSize].</param>
    static abstract void ForwardSample<TLanes>(ref float inputs, ref float parameters, ref float outputs)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The outputs of any number of samples, whose weights are loaded together.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="outputs">Receives [rows, OutputSize].</param>
    /// <param name="rows">Number of samples.</param>
    static abstract void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, int rows)
        where TLanes : struct, ILanes<TLanes>;
}
