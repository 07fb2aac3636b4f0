namespace Layerwise.Runtime;

/// <summary>What a network computes without training, for any register width: <see cref="Widest"/> chooses one.</summary>
public interface IInference
{
    /// <summary>The outputs of any number of samples.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="outputs">Receives [rows, OutputSize].</param>
    /// <param name="rows">Number of samples.</param>
    static abstract void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, int rows)
        where TLanes : struct, ILanes<TLanes>;
}
