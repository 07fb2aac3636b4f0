namespace Layerwise.Runtime;

/// <summary>
/// The sizes of a dense layer, as a type: the JIT compiles every kernel of <see cref="Dense"/> for each shape, and there all of these are constants.
/// Generated code has a struct for each shape of a network.
/// </summary>
public interface IDenseShape
{
    /// <summary>Number of inputs, at least 1.</summary>
    static abstract int FanIn { get; }

    /// <summary>Number of outputs, at least 1.</summary>
    static abstract int FanOut { get; }

    /// <summary>Whether biases [fanOut] lie behind the weights.</summary>
    static abstract bool HasBias { get; }

    /// <summary>How many registers of outputs one sample computes side by side: from 1 to 8.</summary>
    static abstract int SampleVectors { get; }
}
