namespace Layerwise.Generator.Model;

/// <summary>An output of a network: the layers that lead to it alone, and what training minimizes there.</summary>
/// <param name="Name">Empty where the network has only one, without a name.</param>
/// <param name="First">Index of the first layer that leads to it alone; of an output without a name, of its last layer.</param>
/// <param name="Last">Index of the layer whose numbers it is.</param>
/// <param name="Offset">Where its numbers begin among the outputs of a sample, or of a step where the network answers at each.</param>
/// <param name="Size">How many they are there.</param>
/// <param name="Loss">What training minimizes; never Auto.</param>
/// <param name="LossWeight">The factor on that in the sum over all outputs.</param>
internal sealed record HeadSpec(string Name, int First, int Last, int Offset, int Size, LossSpec Loss, float LossWeight)
{
    /// <summary>Whether it has a name.</summary>
    public bool IsNamed => Name.Length > 0;

    /// <summary>Whether a layer leads to it alone, or is it.</summary>
    public bool Contains(LayerSpec layer) => layer.Index >= First && layer.Index <= Last;

    /// <summary>The parameter of generated methods that has its targets.</summary>
    public string Targets => Variable("targets");

    /// <summary>The parameter of generated methods that has its labels.</summary>
    public string Labels => Variable("labels");

    /// <summary>The parameter of generated methods that has the derivatives with respect to its numbers.</summary>
    public string Gradients => Variable("gradients");

    /// <summary>The local variable that has its loss.</summary>
    public string LossVariable => Variable("loss");

    /// <summary>The only output of layers in a row.</summary>
    public static HeadSpec Only(IReadOnlyList<LayerSpec> layers, LossSpec loss)
    {
        LayerSpec last = layers[layers.Count - 1];
        return new HeadSpec("", last.Index, last.Index, Offset: 0, last.AnswerWidth, loss, LossWeight: 1);
    }

    private string Variable(string what) => char.ToLowerInvariant(Name[0]) + Name.Substring(1) + char.ToUpperInvariant(what[0]) + what.Substring(1);
}
