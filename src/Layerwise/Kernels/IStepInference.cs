namespace Layerwise.Runtime;

/// <summary>What a network with recurrent layers computes of a sequence, for any register width: <see cref="Widest"/> chooses one.</summary>
public interface IStepInference
{
    /// <summary>Step after step, each the same however many there are.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="inputs">[steps, inputs].</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="state">What is remembered, replaced.</param>
    /// <param name="outputs">Receives [steps, outputs].</param>
    /// <param name="steps">Number of steps.</param>
    static abstract void ForwardSteps<TLanes>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>;
}
