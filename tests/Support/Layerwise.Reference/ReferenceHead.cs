namespace Layerwise.Reference;

/// <summary>An output of a reference network.</summary>
/// <param name="Name">Its name; empty for the only output of layers in a row.</param>
/// <param name="First">Index of the first layer that leads to it alone; of an output without a name, of its last layer.</param>
/// <param name="Last">Index of the layer whose numbers it is.</param>
/// <param name="Offset">Where its numbers begin among the outputs of a sample.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Loss">What training minimizes.</param>
/// <param name="Weight">The factor on that.</param>
public sealed record ReferenceHead(string Name, int First, int Last, int Offset, int Size, LossFunction Loss, double Weight)
{
    /// <summary>Its part of the numbers of all outputs.</summary>
    /// <param name="rows">[rows][all outputs].</param>
    public double[][] Of(double[][] rows) => [.. rows.Select(row => row.AsSpan(Offset, Size).ToArray())];

    /// <summary>The outputs that the attributes of a class declare; none where it has no <see cref="OutputAttribute"/>.</summary>
    public static IReadOnlyList<ReferenceHead> DeclaredBy(Type network)
    {
        LayerAttribute[] layers = [.. network.GetCustomAttributes(typeof(LayerAttribute), inherit: false).Cast<LayerAttribute>()];
        var heads = new List<ReferenceHead>();
        for (int l = 0; l < layers.Length; l++)
        {
            if (layers[l] is not OutputAttribute output) continue;
            int first = Array.FindIndex(layers, layer => layer.Head == output.Name);
            var loss = new LossFunction(output.Loss, output.Delta, output.Beta, output.LabelSmoothing, output.ClassWeights?.Select(w => (double)w).ToArray());
            heads.Add(new ReferenceHead(output.Name, first < 0 ? l : first, l, heads.Sum(head => head.Size), output.FanOut, loss, output.LossWeight));
        }

        return heads;
    }
}
