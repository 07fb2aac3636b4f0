using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>One step of what a layer computes, a node of the network's <see cref="Graph"/>. Backward the steps run in reverse.</summary>
/// <param name="Layer">The layer.</param>
internal abstract record Operation(LayerSpec Layer)
{
    /// <summary>The values that it reads.</summary>
    public EquatableArray<int> Reads { get; init; }

    /// <summary>The value that it writes, as no other step does.</summary>
    public int Writes { get; init; }

    /// <summary>The shape of that value, of one sample.</summary>
    public Shape Shape { get; init; }

    /// <summary>How many numbers that value has.</summary>
    public int Width => Shape.Size;

    /// <summary>Its last dimension: what a normalization or a softmax goes over, at each position.</summary>
    public int Channels => Shape.Channels;

    /// <summary>Whether parameters have a part in it: then training asks for derivatives with respect to what it writes.</summary>
    public virtual bool HasParameters => false;

    /// <summary>Whether it can write its results over the first value that it reads, and the derivatives with respect to that over those with respect to its results.</summary>
    public virtual bool CanWorkInPlace => false;

    /// <summary>Whether on the way back it adds its part to the derivatives with respect to what it reads, where another step has brought theirs.</summary>
    public virtual bool AddsDeltas => false;

    /// <summary>Floats of one sample that training keeps for it beside values.</summary>
    public virtual int RoomWidth => 0;

    /// <summary>Whether each of its results comes from the same one of what it reads, as behind a linear map at the end of a layer.</summary>
    public bool KeepsPlaces => CanWorkInPlace && Reads.Count == 1;

    /// <summary>Products of a weight and a number that it adds up for one sample.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>The shape of what it writes, from that of the first value that it reads. A layer without positions takes any as a row of numbers.</summary>
    public virtual Shape ShapeOf(Shape input) => Layer.Input.HasPositions ? input : Shape.Of(input.Size);
}
