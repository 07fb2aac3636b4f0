using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>The kernels of pooling layers: registers hold neighbouring channels, and a window is the part of it that lies inside the input.</summary>
public static class Pooling
{
    /// <summary>The largest number of a window. On the way back the first one that is as large gets the whole derivative, as in PyTorch.</summary>
    public readonly struct Max : IPooling
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Combine<TLanes>(TLanes known, TLanes number)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(known, number);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Result<TLanes>(TLanes known, float share)
            where TLanes : struct, ILanes<TLanes> => known;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes number, TLanes result, ref TLanes gradient, float share)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes taken = TLanes.SelectGreater(result, number, TLanes.Zero, gradient);
            gradient = TLanes.SelectGreater(result, number, gradient, TLanes.Zero);
            return taken;
        }
    }

    /// <summary>The mean of a window.</summary>
    public readonly struct Average : IPooling
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Combine<TLanes>(TLanes known, TLanes number)
            where TLanes : struct, ILanes<TLanes> => known + number;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Result<TLanes>(TLanes known, float share)
            where TLanes : struct, ILanes<TLanes> => known * TLanes.Broadcast(share);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes number, TLanes result, ref TLanes gradient, float share)
            where TLanes : struct, ILanes<TLanes> => gradient * TLanes.Broadcast(share);
    }

    /// <summary>Any number of samples.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPooling">What becomes of a window.</typeparam>
    /// <param name="inputs">[rows, height, width, channels].</param>
    /// <param name="outputs">Receives [rows, height′, width′, channels].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TLanes, TShape, TPooling>(ref float inputs, ref float outputs, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * (TShape.Height * TShape.Width * TShape.Channels));
            ref float y = ref Unsafe.Add(ref outputs, row * (TShape.OutHeight * TShape.OutWidth * TShape.Channels));
            for (int line = 0; line < TShape.OutHeight; line++)
            {
                for (int position = 0; position < TShape.OutWidth; position++)
                {
                    var window = Window.At<TShape>(line, position);
                    for (int channel = 0; channel < TShape.Channels; channel += TLanes.Count)
                    {
                        TLanes result = ResultOf<TLanes, TShape, TPooling>(ref x, window, channel);
                        TLanes.Store(result, ref y, (((line * TShape.OutWidth) + position) * TShape.Channels) + channel, TShape.Channels - channel);
                    }
                }
            }
        }
    }

    /// <summary>Derivatives with respect to the inputs.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPooling">What becomes of a window.</typeparam>
    /// <param name="inputs">[rows, height, width, channels].</param>
    /// <param name="derivatives">With respect to the results [rows, height′, width′, channels].</param>
    /// <param name="results">Receives [rows, height, width, channels].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradients<TLanes, TShape, TPooling>(ref float inputs, ref float derivatives, ref float results, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int size = TShape.Height * TShape.Width * TShape.Channels;
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * size);
            ref float dx = ref Unsafe.Add(ref results, row * size);
            ref float dy = ref Unsafe.Add(ref derivatives, row * (TShape.OutHeight * TShape.OutWidth * TShape.Channels));
            MemoryMarshal.CreateSpan(ref dx, size).Clear();
            for (int line = 0; line < TShape.OutHeight; line++)
            {
                for (int position = 0; position < TShape.OutWidth; position++)
                {
                    var window = Window.At<TShape>(line, position);
                    for (int channel = 0; channel < TShape.Channels; channel += TLanes.Count)
                    {
                        int index = (((line * TShape.OutWidth) + position) * TShape.Channels) + channel;
                        AddGradients<TLanes, TShape, TPooling>(ref x, window, channel, TLanes.Load(ref dy, index, TShape.Channels - channel, 0f), ref dx);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ResultOf<TLanes, TShape, TPooling>(ref float inputs, Window window, int channel)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int count = TShape.Channels - channel;
        TLanes known = TLanes.Load(ref inputs, Index<TShape>(window.Top, window.Left, channel), count, 0f);
        for (int y = window.Top; y < window.Bottom; y++)
        {
            for (int x = y == window.Top ? window.Left + 1 : window.Left; x < window.Right; x++)
            {
                known = TPooling.Combine(known, TLanes.Load(ref inputs, Index<TShape>(y, x, channel), count, 0f));
            }
        }

        return TPooling.Result(known, window.Share);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddGradients<TLanes, TShape, TPooling>(ref float inputs, Window window, int channel, TLanes gradient, ref float sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int count = TShape.Channels - channel;
        TLanes result = ResultOf<TLanes, TShape, TPooling>(ref inputs, window, channel);
        for (int y = window.Top; y < window.Bottom; y++)
        {
            for (int x = window.Left; x < window.Right; x++)
            {
                nint index = Index<TShape>(y, x, channel);
                TLanes part = TPooling.Gradient(TLanes.Load(ref inputs, index, count, 0f), result, ref gradient, window.Share);
                TLanes.Store(TLanes.Load(ref sums, index, count, 0f) + part, ref sums, index, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Index<TShape>(int y, int x, int channel)
        where TShape : struct, IPoolShape => (((y * TShape.Width) + x) * TShape.Channels) + channel;
}
