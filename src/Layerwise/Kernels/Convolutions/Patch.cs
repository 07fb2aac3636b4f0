using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// What a window of a convolution covers, and where it lies: a patch of the input is as many rows as the window has, each of <see cref="Runs"/> runs of neighbouring numbers.
/// Channels last makes a whole row of the window one run, unless it has gaps or sees a part of the channels only.
/// </summary>
/// <typeparam name="TShape">The convolution.</typeparam>
internal static class Patch<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>Rows of the result.</summary>
    public static int OutHeight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((TShape.Height - 1 - ((TShape.KernelHeight - 1) * TShape.Dilation)) / TShape.Stride) + 1;
    }

    /// <summary>Positions of a row of the result.</summary>
    public static int OutWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((TShape.Width - 1 - ((TShape.KernelWidth - 1) * TShape.Dilation)) / TShape.Stride) + 1;
    }

    /// <summary>Floats of one sample that comes in.</summary>
    public static int InputSize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TShape.Height - TShape.Top - TShape.Bottom) * LineSize;
    }

    /// <summary>Floats of a row of the input.</summary>
    public static int LineSize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TShape.Width - TShape.Left - TShape.Right) * TShape.Channels;
    }

    /// <summary>Floats of the result of one sample.</summary>
    public static int OutputSize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => OutHeight * OutWidth * TShape.Filters;
    }

    /// <summary>Whether each filter sees one channel, its own: registers then hold neighbouring channels of the input too.</summary>
    public static bool IsDepthwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Groups > 1 && TShape.Groups == TShape.Channels && TShape.Groups == TShape.Filters;
    }

    /// <summary>Parts of the filters that see parts of the channels of their own; those of a depthwise convolution are computed together.</summary>
    public static int Parts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsDepthwise ? 1 : TShape.Groups;
    }

    /// <summary>Filters of a part.</summary>
    public static int PartFilters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Filters / Parts;
    }

    /// <summary>Channels that a filter sees.</summary>
    public static int PartChannels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Channels / TShape.Groups;
    }

    /// <summary>Runs of a row of the window.</summary>
    public static int Runs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsJoined ? 1 : TShape.KernelWidth;
    }

    /// <summary>Numbers of a run.</summary>
    public static int RunLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsJoined ? TShape.KernelWidth * TShape.Channels : PartChannels;
    }

    /// <summary>From one row of the window to the next.</summary>
    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Dilation * LineSize;
    }

    /// <summary>From one run to the next.</summary>
    public static int RunStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Dilation * TShape.Channels;
    }

    /// <summary>From one position of the window to the next.</summary>
    public static int PositionStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Stride * TShape.Channels;
    }

    /// <summary>From one line of positions to the next.</summary>
    public static int LineStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Stride * LineSize;
    }

    /// <summary>Weights of a filter.</summary>
    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.KernelHeight * TShape.KernelWidth * PartChannels;
    }

    private static bool IsJoined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Dilation == 1 && TShape.Groups == 1;
    }
}
