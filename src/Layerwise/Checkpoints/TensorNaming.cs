using System.Globalization;

namespace Layerwise;

/// <summary>What the parameters of a network are called in a file, and which way round its weights stand there.</summary>
/// <remarks>A file is written in the naming it is to be read in: nothing is guessed, a square matrix would not tell.</remarks>
/// <param name="Layer">From the zero-based index of a layer to the text before <c>.weight</c> and <c>.bias</c>; different for each.</param>
/// <param name="Orientation">Which way round its weights stand.</param>
public sealed record TensorNaming(Func<int, string> Layer, WeightOrientation Orientation)
{
    /// <summary><c>layers.0.weight</c> [fanIn, fanOut], <c>layers.0.bias</c> [fanOut], <c>layers.1.weight</c>, …</summary>
    public static TensorNaming Default { get; } = new(static layer => "layers." + Text(layer), WeightOrientation.InOut);

    /// <summary>
    /// PyTorch's <c>nn.Sequential(nn.Linear(…), nn.ReLU(), nn.Linear(…), …)</c>, in which an activation follows every linear layer:
    /// <c>0.weight</c> [fanOut, fanIn], <c>0.bias</c> [fanOut], <c>2.weight</c>, …
    /// </summary>
    public static TensorNaming PyTorchSequential { get; } = new(static layer => Text(2 * layer), WeightOrientation.OutIn);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
