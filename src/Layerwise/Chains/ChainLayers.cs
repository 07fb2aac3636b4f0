namespace Layerwise.Chains;

/// <summary>The layers of a file: those that all outputs share, and behind them those of each output.</summary>
/// <param name="Layers">All of them.</param>
/// <param name="Outputs">Each of several outputs; empty for an only one.</param>
/// <param name="Inputs">Each of several inputs; empty for an only one.</param>
internal sealed record ChainLayers(IReadOnlyList<ChainLayer> Layers, IReadOnlyList<ChainOutput> Outputs, IReadOnlyList<ChainInput> Inputs)
{
    /// <summary>Of layers that remember, whether there is an answer to each step of a sequence, and not to the last one alone.</summary>
    public bool AnswersEachStep { get; init; }

    /// <summary>How many steps a sequence has; 0 where it may have any number, or there are no sequences.</summary>
    public int Steps { get; init; }
}

/// <summary>The layers of one of several outputs.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="First">Index of the first layer that leads to it alone.</param>
/// <param name="Last">Index of the layer whose numbers it is.</param>
internal sealed record ChainOutput(string Name, int First, int Last);
