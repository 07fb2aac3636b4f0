namespace Layerwise.Traits;

/// <summary>What is decided by which kind a layer is of, as far as no attribute or size says it. The compiler asks for a decision about each member.</summary>
internal static class LayerKindTraits
{
    // Not the generic overload, which the framework of the generator lacks.
    /// <summary>Whether it is a member of the enum.</summary>
    public static bool IsKnown(this LayerKind kind) => Enum.IsDefined(kind.GetType(), kind);

    /// <summary>Whether it takes one step of a sequence after the other, and remembers.</summary>
    public static bool IsRecurrent(this LayerKind kind) => kind switch
    {
        LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => true,
        LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => false,
    };

    /// <summary>Whether each of its units has a column of weights, whose norm means something.</summary>
    public static bool HasUnitColumns(this LayerKind kind) => kind switch
    {
        LayerKind.Dense or LayerKind.Convolution => true,
        LayerKind.Pooling or LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => false,
    };

    /// <summary>
    /// Whether a unit of it that gives one number of each sample, the same for all of them, and has no gradient in its column of weights, is dead: it has no other way to learn.
    /// A filter gives a number at each position, and can be off at some and alive at others; a unit with a memory has gates.
    /// </summary>
    public static bool HasUnitsThatDie(this LayerKind kind) => kind switch
    {
        LayerKind.Dense => true,
        LayerKind.Convolution or LayerKind.Pooling or LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => false,
    };

    /// <summary>Whether all of its outputs are sums of all of its inputs, so that these may be counted in another order in a file.</summary>
    public static bool MixesAllInputs(this LayerKind kind) => kind switch
    {
        LayerKind.Dense => true,
        LayerKind.Convolution or LayerKind.Pooling or LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => false,
    };
}
