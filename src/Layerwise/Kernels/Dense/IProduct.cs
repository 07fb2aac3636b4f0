namespace Layerwise.Runtime;

/// <summary>Which product a tile is part of: where its numbers lie, what its sums begin with and what becomes of them.</summary>
internal interface IProduct
{
    /// <summary>Rows that a tile has at most: fewer than its sums allow only where the product has fewer.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of B and C, whose rows are dense.</summary>
    static abstract int Columns { get; }

    /// <summary>How far apart two rows of A are.</summary>
    static abstract int RowStep { get; }

    /// <summary>How far apart two terms of a row of A are.</summary>
    static abstract int TermStep { get; }

    /// <summary>Behind the last term of the first row of A.</summary>
    /// <param name="rows">Number of samples.</param>
    static abstract nint End(nint rows);

    /// <summary>How far apart two rows of B are, or of the dense copy of a panel.</summary>
    /// <param name="lanes">Floats of a register.</param>
    static abstract int Width(int lanes);

    /// <summary>What a sum begins with.</summary>
    static abstract TLanes Initial<TLanes>(ref float start, nint column)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>What is stored in place of a sum.</summary>
    static abstract TLanes Finish<TLanes>(TLanes sum, ref float beside, nint index, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>;
}
