namespace Layerwise.Runtime;

/// <summary>
/// A group of floats that one instruction works on: 16, 8 or 4 of them, or a single one. A kernel is written once, generic over
/// its lanes, and the JIT compiles it for each width; <see cref="Count"/> is a constant there, so branches on it disappear.
/// </summary>
/// <remarks>
/// Every member works lane by lane. Indices count floats from the given reference and are not checked: the public
/// methods of a network check lengths once, at the door.
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
public interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of floats in one value.</summary>
    static abstract int Count { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary><paramref name="value"/> in every lane.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>The float at <paramref name="index"/> in every lane.</summary>
    static abstract TSelf Broadcast(ref float source, nint index);

    /// <summary>One lane of a value in every lane.</summary>
    /// <param name="value">The value.</param>
    /// <param name="lane">From 0 to <see cref="Count"/> − 1; a constant at the call, so that it becomes part of one instruction.</param>
    static abstract TSelf Broadcast(TSelf value, int lane);

    /// <summary>The <see cref="Count"/> floats from <paramref name="index"/> on.</summary>
    static abstract TSelf Load(ref float source, nint index);

    /// <summary>The first <paramref name="count"/> floats from <paramref name="index"/> on, and <paramref name="rest"/> in the lanes
    /// that remain; nothing behind them is read. A count of at least <see cref="Count"/> reads a whole group.</summary>
    static abstract TSelf Load(ref float source, nint index, int count, float rest);

    /// <summary>The first <paramref name="count"/> lanes of a value, and <paramref name="rest"/> in the others.</summary>
    static abstract TSelf KeepFirst(TSelf value, int count, float rest);

    /// <summary>Four columns of a matrix side by side, of as many rows as there are lanes.</summary>
    /// <param name="source">Where the first of them begins.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="first">Receives the first column.</param>
    /// <param name="second">Receives the second.</param>
    /// <param name="third">Receives the third.</param>
    /// <param name="fourth">Receives the fourth.</param>
    static abstract void LoadColumns(ref float source, nint stride, out TSelf first, out TSelf second, out TSelf third, out TSelf fourth);

    /// <summary>The same the other way: writes four columns side by side.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    /// <param name="fourth">The fourth.</param>
    /// <param name="destination">Where the first of them begins.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    static abstract void StoreColumns(TSelf first, TSelf second, TSelf third, TSelf fourth, ref float destination, nint stride);

    /// <summary>Writes all lanes to <paramref name="index"/> and behind.</summary>
    static abstract void Store(TSelf value, ref float destination, nint index);

    /// <summary>Writes the first <paramref name="count"/> lanes, and nothing behind them. A count of at least
    /// <see cref="Count"/> writes a whole group.</summary>
    static abstract void Store(TSelf value, ref float destination, nint index, int count);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a · b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a · b + addend, rounded once where the processor can and twice where it can't.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf addend);

    /// <summary>a · (the <see cref="Count"/> floats from <paramref name="index"/> on) + addend: reads the factor straight from memory,
    /// which a separate <see cref="Load(ref float, nint)"/> does not (measured: 65 against 50 ns for 64 × 32 weights).</summary>
    static abstract TSelf MultiplyAdd(TSelf a, ref float source, nint index, TSelf addend);

    /// <summary>a · (the float at <paramref name="index"/>, in every lane) + addend. With AVX-512 that is one instruction; a separate <see cref="Broadcast(ref float, nint)"/> costs
    /// a third of the time of a multiply-add there (measured on Zen 4: 8 of both take 11 cycles, 8 with an embedded broadcast 8).</summary>
    static abstract TSelf MultiplyAddBroadcast(TSelf a, ref float source, nint index, TSelf addend);

    /// <summary>The larger one; <paramref name="b"/> or NaN where either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller one; <paramref name="b"/> or NaN where either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>√a, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>|a|.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>2ⁿ, exactly.</summary>
    /// <param name="n">Whole numbers in [−126, 127]; others, NaN among them, give any number.</param>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>The e of a = <paramref name="significand"/> · 2ᵉ with √½ ≤ significand &lt; √2, both exactly.</summary>
    /// <param name="a">Positive normal numbers; others give any two numbers.</param>
    /// <param name="significand">The other factor.</param>
    static abstract TSelf SplitExponent(TSelf a, out TSelf significand);

    /// <summary><paramref name="whenTrue"/> where a &gt; b, otherwise <paramref name="whenFalse"/> (also where either is NaN).</summary>
    static abstract TSelf SelectGreater(TSelf a, TSelf b, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TSelf a);

    /// <summary>The sums of all lanes of four values, each as <see cref="Sum"/> adds it up, in the first lanes: as many of the sums as there are lanes.</summary>
    static abstract TSelf SumEach(TSelf a, TSelf b, TSelf c, TSelf d);

    /// <summary>The largest of all lanes.</summary>
    static abstract float MaxAcross(TSelf a);

    /// <summary>The lower 16 bits of each lane as the upper ones of a float, whose lower ones are 0: of two numbers in a word the first.</summary>
    static abstract TSelf LowerHalf(TSelf words);

    /// <summary>The upper 16 bits of each lane as those of a float, whose lower ones are 0: of two numbers in a word the second.</summary>
    static abstract TSelf UpperHalf(TSelf words);

    /// <summary>Whole numbers in place of floats: a₀·b₀ + a₁·b₁ + addend, of two factors for each lane.</summary>
    /// <param name="a">Two numbers of 16 bits in each lane.</param>
    /// <param name="source">Numbers of 8 bits, two for each lane.</param>
    /// <param name="index">Index of the first one.</param>
    /// <param name="addend">A number of 32 bits in each lane, as the sum is; what is more than those hold is lost.</param>
    static abstract TSelf MultiplyAddPairs(TSelf a, ref sbyte source, nint index, TSelf addend);

    /// <summary>The float next to the whole number in each lane.</summary>
    static abstract TSelf FromIntegers(TSelf integers);

    /// <summary>Writes each lane as the nearest whole number of 16 bits; of two as near the even one.</summary>
    /// <param name="value">Floats in [−32 767, 32 767]; others give any numbers.</param>
    /// <param name="destination">Receives them.</param>
    /// <param name="index">Index of the first one.</param>
    static abstract void StoreRounded(TSelf value, ref short destination, nint index);
}
