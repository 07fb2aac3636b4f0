namespace Layerwise.Runtime;

/// <summary>A group of 32-bit words, as many as <typeparamref name="TLanes"/> has floats: what a random generator works on.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
/// <typeparam name="TLanes">The floats of the same width.</typeparam>
internal interface IWords<TSelf, TLanes>
    where TSelf : struct, IWords<TSelf, TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary><paramref name="value"/> in every word.</summary>
    static abstract TSelf Broadcast(uint value);

    /// <summary>0, 1, 2, …</summary>
    static abstract TSelf Indices { get; }

    /// <summary>a + b modulo 2³².</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>The low half of a · b, word by word, and its high half.</summary>
    static abstract TSelf Multiply(TSelf a, TSelf b, out TSelf high);

    /// <summary>The 24 high bits of each word, read as a signed number in [−2²³, 2²³); exact.</summary>
    static abstract TLanes ToSigned24(TSelf a);
}
