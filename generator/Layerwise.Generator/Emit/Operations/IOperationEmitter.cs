using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>How a training pass runs one step.</summary>
internal interface IOperationEmitter
{
    /// <summary>Writes the call that computes its results.</summary>
    void WriteForward(CodeWriter writer, TrainingEnds ends);

    /// <summary>Writes the call that takes derivatives with respect to its results to those with respect to what it read and to its parameters.</summary>
    void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward);
}

/// <summary>What a step of training finds.</summary>
/// <param name="Plan">The network.</param>
/// <param name="Reads">Where the values lie that it reads, in their order.</param>
/// <param name="Writes">Where its results lie.</param>
internal sealed record TrainingEnds(NetworkPlan Plan, IReadOnlyList<string> Reads, string Writes);

/// <summary>What it finds on the way back.</summary>
/// <param name="Derivatives">Where the derivatives with respect to its results lie.</param>
/// <param name="Deltas">Where those with respect to each value that it reads belong; null for the inputs of the network.</param>
/// <param name="Gradients">Where the gradients of all parameters start.</param>
internal sealed record BackwardEnds(string Derivatives, IReadOnlyList<string?> Deltas, string Gradients)
{
    /// <summary>For each value that it reads, whether parameters have a part in it: nobody asks for derivatives with respect to others but for those of the inputs' sake.</summary>
    public IReadOnlyList<bool> AreNeeded { get; init; } = [];

    /// <summary>Whether another step has brought a part of the derivatives with respect to the first value that it reads, to which it adds its own.</summary>
    public bool Adds { get; init; }

    /// <summary>Writes a call that computes derivatives with respect to a value that a step reads: those of the inputs of the network only where they are asked for.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="read">Which of the values.</param>
    /// <param name="call">The call, from where its results belong.</param>
    public void WriteDeltas(CodeWriter writer, int read, Func<string, string> call) => writer.Line(
        $"{(AreNeeded[read] ? "" : "if (!inputGradients.IsEmpty) ")}{call(Deltas[read] ?? Names.Start("inputGradients"))}");
}
