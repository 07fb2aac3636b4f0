using System.Globalization;

namespace Layerwise;

/// <summary>What the parameters of a network are called in a file, and which way round its weights stand there.</summary>
/// <remarks>A file is written in the naming it is to be read in: nothing is guessed, a square matrix would not tell.</remarks>
/// <param name="Layer">From the zero-based index of a layer to the text before <c>.weight</c> and <c>.bias</c>; different for each.</param>
/// <param name="Orientation">Which way round its weights stand.</param>
public sealed record TensorNaming(Func<int, string> Layer, WeightOrientation Orientation)
{
    /// <summary>
    /// <c>layers.0.weight</c> [fanIn, fanOut], <c>layers.0.bias</c> [fanOut], and <c>layers.0.slope</c> [1] behind a
    /// <see cref="Activation.PRelu"/>, <c>layers.1.weight</c>, …
    /// </summary>
    public static TensorNaming Default { get; } = new(static layer => "layers." + Text(layer), WeightOrientation.InOut);

    /// <summary>
    /// PyTorch's <c>nn.Sequential(nn.Linear(…), nn.ReLU(), nn.Linear(…), …)</c>, in which an activation follows every linear layer:
    /// <c>0.weight</c> [fanOut, fanIn], <c>0.bias</c> [fanOut], <c>2.weight</c>, …; where it is an <c>nn.PReLU()</c>, <c>1.weight</c> [1] is its slope.
    /// </summary>
    public static TensorNaming PyTorchSequential { get; } =
        new(static layer => Text(2 * layer), WeightOrientation.OutIn) { Slope = static layer => Text((2 * layer) + 1) + ".weight" };

    /// <summary>
    /// From the zero-based index of a layer to the whole name of its learned slope; null for the layer's own name with <c>.slope</c>.
    /// </summary>
    public Func<int, string>? Slope { get; init; }

    internal string SlopeOf(int layer) => Slope?.Invoke(layer) ?? Layer(layer) + ".slope";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
