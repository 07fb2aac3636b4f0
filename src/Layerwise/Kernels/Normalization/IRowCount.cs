namespace Layerwise.Runtime;

/// <summary>How many rows a pass of <see cref="RowGroup{TLanes,TKind,TRows}"/> takes together.</summary>
internal interface IRowCount
{
    static abstract int Count { get; }
}

internal readonly struct OneRow : IRowCount
{
    public static int Count => 1;
}

internal readonly struct FourRows : IRowCount
{
    public static int Count => 4;
}
