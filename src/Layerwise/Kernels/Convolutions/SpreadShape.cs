using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The convolution that takes derivatives with respect to the results of another one to those with respect to its inputs: over the same window turned about, with channels and
/// filters exchanged, at every position of the spread derivatives.
/// </summary>
/// <typeparam name="TShape">The other one.</typeparam>
internal readonly struct SpreadShape<TShape> : IConvolutionShape
    where TShape : struct, IConvolutionShape
{
    public static int Height
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Height + Above;
    }

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Width + InFront;
    }

    public static int Channels => TShape.Filters;

    public static int Filters => TShape.Channels;

    public static int KernelHeight => TShape.KernelHeight;

    public static int KernelWidth => TShape.KernelWidth;

    public static int Stride => 1;

    public static int Dilation => TShape.Dilation;

    public static int Groups => TShape.Groups;

    public static bool HasBias => false;

    /// <summary>Zeros above the first line of derivatives.</summary>
    public static int Above
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TShape.KernelHeight - 1) * TShape.Dilation;
    }

    /// <summary>Zeros in front of the first one of a line.</summary>
    public static int InFront
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TShape.KernelWidth - 1) * TShape.Dilation;
    }
}
