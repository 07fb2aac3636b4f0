namespace Layerwise.Chains;

/// <summary>What a file does to the numbers of a sample, for one output or for several that part somewhere.</summary>
/// <param name="Trunk">The steps that all outputs share, which may be none; of an only one, all.</param>
/// <param name="Heads">Those of each of several outputs behind them; empty for an only one.</param>
internal sealed record ChainTree(Chain Trunk, IReadOnlyList<ChainHead> Heads)
{
    /// <summary>The inputs of a file that has several, in the order in which their numbers lie behind each other; otherwise empty.</summary>
    public IReadOnlyList<ChainInput> Inputs { get; init; } = [];

    /// <summary>Of layers that remember, whether the file has an answer to each step of a sequence, and not to the last one alone.</summary>
    public bool AnswersEachStep { get; init; }

    /// <summary>How many steps its sequences have; 0 where it takes any number of them, or no sequences.</summary>
    public int Steps { get; init; }

    /// <summary>Only one output.</summary>
    public static ChainTree Of(Chain chain) => new(chain, []);

    /// <summary>The layers for a network that does not train on: a batch normalization is part of the weights wherever that is possible.</summary>
    public ChainLayers Folded()
    {
        List<ChainLayer> layers = Heads.Count == 0 || Trunk.Steps.Count > 0 ? [.. Trunk.Folded()] : [];
        var outputs = new List<ChainOutput>();
        foreach (ChainHead head in Heads)
        {
            int first = layers.Count;
            layers.AddRange(head.Chain.Folded());
            if (layers.Count > ChainAssembler.MostLayers) throw Trunk.Fault($"The file has more than {ChainAssembler.MostLayers} layers, as many as a network has at most.");
            if (Trunk.Steps.Count == 0 && Size(layers[first]) != Size(layers[0]))
            {
                throw Trunk.Fault($"The outputs take {Size(layers[0])} and {Size(layers[first])} numbers of the same input.");
            }

            outputs.Add(new ChainOutput(head.Name, first, layers.Count - 1));
        }

        return new ChainLayers(layers, outputs, Inputs) { AnswersEachStep = AnswersEachStep, Steps = Steps };

        static int Size(ChainLayer layer) => layer.Input.Aggregate(1, static (size, length) => size * length);
    }
}

/// <summary>One of several inputs.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Size">How many numbers of a sample it has.</param>
internal sealed record ChainInput(string Name, int Size);

/// <summary>One of several outputs.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Chain">The steps that lead to it alone.</param>
internal sealed record ChainHead(string Name, Chain Chain);
