using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>Y = φ(X·W + b).</summary>
internal readonly struct OutputProduct<TShape, TPhi> : IProduct
    where TShape : struct, IDenseShape
    where TPhi : struct, IPhi
{
    public static int Rows => Tiling.BatchAccumulators;

    public static int Columns => TShape.FanOut;

    public static int RowStep => TShape.FanIn;

    public static int TermStep => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(nint rows) => TShape.FanIn;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width(int lanes) =>
        Tiling.PacksPanels(TShape.FanIn, TShape.FanOut) ? Tiling.Vectors(TShape.FanOut) * lanes : TShape.FanOut;

    /// <summary>The biases, from all parameters of the layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Initial<TLanes>(ref float start, nint column)
        where TLanes : struct, ILanes<TLanes> =>
        TShape.HasBias ? TLanes.Load(ref start, (TShape.FanIn * TShape.FanOut) + column) : TLanes.Zero;

    /// <summary>The pre-activation, scaled by the numbers <paramref name="beside"/> where that is wanted; its activation where that is cheap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes sum, ref float beside, nint index, nint column, float slope)
        where TLanes : struct, ILanes<TLanes> => TPhi.InTile(TPhi.Scale(sum, ref beside, column, TShape.FanOut), slope);
}

/// <summary>Z = X·W + b of a layer whose outputs fit a register: C has a register for each row, with anything behind the outputs.</summary>
internal readonly struct RegisterProduct<TLanes, TShape, TPhi> : IProduct
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IDenseShape
    where TPhi : struct, IPhi
{
    public static int Rows => Tiling.BatchAccumulators;

    public static int Columns => TLanes.Count;

    public static int RowStep => TShape.FanIn;

    public static int TermStep => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(nint rows) => TShape.FanIn;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width(int lanes) => TShape.FanOut;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSame Initial<TSame>(ref float start, nint column)
        where TSame : struct, ILanes<TSame> => OutputProduct<TShape, TPhi>.Initial<TSame>(ref start, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSame Finish<TSame>(TSame sum, ref float beside, nint index, nint column, float slope)
        where TSame : struct, ILanes<TSame> => OutputProduct<TShape, TPhi>.Finish(sum, ref beside, index, column, slope);
}

/// <summary>dW = Xᵀ·dZ.</summary>
internal readonly struct WeightGradientProduct<TShape> : IProduct
    where TShape : struct, IDenseShape
{
    public static int Rows => TShape.FanIn;

    public static int Columns => TShape.FanOut;

    public static int RowStep => 1;

    public static int TermStep => TShape.FanIn;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(nint rows) => rows * TShape.FanIn;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width(int lanes) =>
        Tiling.PacksPanels(TShape.FanIn, TShape.FanOut) ? Tiling.Vectors(TShape.FanOut) * lanes : TShape.FanOut;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Initial<TLanes>(ref float start, nint column)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes sum, ref float beside, nint index, nint column, float slope)
        where TLanes : struct, ILanes<TLanes> => sum;
}

/// <summary>dX = dZ·Wᵀ, taken on through φ′ of the layer before where that takes each number by itself.</summary>
internal readonly struct InputGradientProduct<TShape, TPhi> : IProduct
    where TShape : struct, IDenseShape
    where TPhi : struct, IPhi
{
    public static int Rows => Tiling.BatchAccumulators;

    public static int Columns => TShape.FanIn;

    public static int RowStep => TShape.FanOut;

    public static int TermStep => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(nint rows) => TShape.FanOut;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width(int lanes) => Tiling.Vectors(TShape.FanIn) * lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Initial<TLanes>(ref float start, nint column)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero;

    /// <summary>Through φ′, from the activations <paramref name="beside"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish<TLanes>(TLanes sum, ref float beside, nint index, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
    {
        if (TPhi.IsLinear || TPhi.IsRowwise) return sum;
        TLanes a = TLanes.Load(ref beside, index);
        return TPhi.Gradient(sum, a, a, slope);
    }
}
