using System.ComponentModel;

namespace Layerwise;

/// <summary>
/// What the generator adds, beside <see cref="INetwork{TSelf}"/>, to a class that goes step by step: it has recurrent layers, or says <see cref="NetworkAttribute.Streaming"/>.
/// There a sample is a whole sequence: <see cref="INetwork{TSelf}.InputSize"/> is <see cref="INetwork{TSelf}.Steps"/> × <see cref="StepInputSize"/>, [steps, inputs] row-major, and
/// trainers, datasets and metrics work on sequences as on any samples. Here a sequence goes on as long as one likes, and what lies between two calls is a state that the caller
/// keeps.
/// </summary>
/// <typeparam name="TSelf">The network.</typeparam>
public interface IRecurrentNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, IRecurrentNetwork<TSelf>
{
    /// <summary>Floats that one step brings.</summary>
    static abstract int StepInputSize { get; }

    /// <summary>Floats of the answer to one step.</summary>
    static abstract int StepOutputSize { get; }

    /// <summary>For states: floats of what is remembered, and behind it of the room that a block of steps needs.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract int StateRoom { get; }

    /// <summary>Any number of further steps of a sequence. Allocates nothing; many threads may call it on one instance, each with a state of its own.</summary>
    /// <param name="inputs">[steps, StepInputSize].</param>
    /// <param name="outputs">[steps, StepOutputSize], written.</param>
    /// <param name="state">What the steps before left, replaced by what these leave. So many calls with a step each give the same bits.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the outputs overlap what is read.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, RecurrentState<TSelf> state);

    /// <summary>A state as it is before the first step.</summary>
    static abstract RecurrentState<TSelf> CreateState();
}
