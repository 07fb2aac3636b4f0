using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport;

/// <summary>Where a file begins with what was remembered and hands on what it remembers, so that whoever runs it keeps a state between two calls.</summary>
/// <param name="Inputs">The inputs in which a caller brings it.</param>
/// <param name="Outputs">The outputs in which he gets it back; empty where there is no such input.</param>
internal sealed record StateEnds(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    // Of GRU, LSTM and RNN: the values that layers begin with, and those that they end with.
    private const int FirstBeginning = 5;
    private const int FirstEnd = 1;

    /// <summary>Those of a file.</summary>
    public static StateEnds Of(OnnxModel model)
    {
        if (!model.Nodes.Any(Operations.Remembers)) return new StateEnds([], []);
        HashSet<string> beginnings = [];
        HashSet<string> others = [];
        foreach (OnnxNode node in model.Nodes.AsEnumerable().Reverse())
        {
            bool leadsToBeginnings = Operations.Moves(node) && node.Outputs.Any(beginnings.Contains) && !node.Outputs.Any(others.Contains);
            bool isRecurrent = Operations.Remembers(node);
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                bool isBeginning = isRecurrent ? i >= FirstBeginning : leadsToBeginnings;
                (isBeginning ? beginnings : others).Add(node.Inputs[i]);
            }
        }

        IEnumerable<string> open = model.Inputs.Select(static input => input.Name).Where(name => !model.Initializers.ContainsKey(name));
        string[] inputs = [.. open.Where(name => beginnings.Contains(name) && !others.Contains(name))];
        return new StateEnds(inputs, inputs.Length > 0 ? EndsOf(model) : []);
    }

    private static string[] EndsOf(OnnxModel model)
    {
        HashSet<string> ends = [];
        HashSet<string> constants = [.. model.Initializers.Keys];
        foreach (OnnxNode node in model.Nodes)
        {
            if (Operations.Remembers(node)) ends.UnionWith(node.Outputs.Skip(FirstEnd));
            else if (node.Operation == "Constant") constants.UnionWith(node.Outputs);
            else if (Operations.Moves(node) && node.Inputs.Any(ends.Contains) && node.Inputs.All(IsKnown)) ends.UnionWith(node.Outputs);
        }

        ends.Remove("");
        string[] outputs = [.. model.Outputs.Select(static output => output.Name)];
        string[] found = [.. outputs.Where(ends.Contains)];
        return found.Length < outputs.Length ? found : [];

        bool IsKnown(string name) => ends.Contains(name) || constants.Contains(name);
    }
}
