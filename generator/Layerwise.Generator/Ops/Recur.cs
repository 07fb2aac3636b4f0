using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>
/// The steps of a recurrent layer, one after the other, from the products of its inputs with their weights. In training gates and sums take the place of what it reads, because the
/// way back asks for them, and it keeps more in a room of its own.
/// </summary>
/// <param name="Layer">The layer.</param>
/// <param name="Kind">Which kind it is of.</param>
/// <param name="Inputs">Numbers that a step brings.</param>
/// <param name="Units">Number of units.</param>
/// <param name="Gates">Matrices side by side.</param>
/// <param name="Steps">Steps of a sequence; 0 for one step of one that goes on.</param>
internal sealed record Recur(LayerSpec Layer, LayerKind Kind, int Inputs, int Units, int Gates, int Steps) : Operation(Layer)
{
    /// <summary>Whether it has taken on the products of its inputs, and reads those.</summary>
    public bool MultipliesInputs { get; init; }

    /// <summary>Whether it is a GRU whose reset gate multiplies what is remembered before the product: another kernel, and one bias.</summary>
    public bool ResetsFirst { get; init; }

    /// <inheritdoc/>
    public override bool HasParameters => true;

    /// <inheritdoc/>
    public override long MultiplyAdds => (long)Math.Max(1, Steps) * (Units + (MultipliesInputs ? Inputs : 0)) * Gates * Units;

    /// <inheritdoc/>
    public override int RoomWidth => Steps * Units * (Kind switch
    {
        LayerKind.Rnn => 1,
        LayerKind.Gru => 5,
        LayerKind.Lstm => 3,
        LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => throw new InvalidOperationException($"{Kind} is no kind of recurrent layer."),
    });

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Steps > 0 ? Shape.Of(Steps, Units) : Shape.Of(Units);
}
