using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>How a training pass runs one step.</summary>
internal interface IOperationEmitter
{
    /// <summary>Writes the call that computes its results.</summary>
    void WriteForward(CodeWriter writer);

    /// <summary>Writes the call that takes derivatives with respect to its results to those with respect to what it read and to its parameters.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="derivatives">Where the derivatives with respect to its results lie.</param>
    /// <param name="gradients">Where the gradients of all parameters start.</param>
    void WriteBackward(CodeWriter writer, string derivatives, string gradients);
}
