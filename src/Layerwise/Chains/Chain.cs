namespace Layerwise.Chains;

/// <summary>What a file does to the numbers of a sample, from the input to the output.</summary>
/// <param name="Steps">One after the other.</param>
/// <param name="Shape">The dimensions of what is there before the first step, channels last; null where only that step says so.</param>
/// <param name="MostWeights">How many weights the layers may have that the file does not.</param>
/// <param name="Fault">Makes the exception that says what is wrong with them.</param>
internal sealed record Chain(IReadOnlyList<ChainStep> Steps, IReadOnlyList<int>? Shape, long MostWeights, Func<string, Exception> Fault)
{
    /// <summary>Whether they go over the steps of sequences.</summary>
    public bool IsOfSequences { get; init; }

    /// <summary>The layers for a network that does not train on: a batch normalization is part of the weights wherever that is possible.</summary>
    public IReadOnlyList<ChainLayer> Folded() => new ChainAssembler(this, plans: null).Assemble();

    /// <summary>The layers as near to those of a declaration as the file has them.</summary>
    public IReadOnlyList<ChainLayer> As(IReadOnlyList<LayerPlan> plans) => new ChainAssembler(this, plans).Assemble();
}
