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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPooling>(ref float inputs, ref float outputs, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        if (IsNarrow<TLanes, TShape>()) ForwardOn<Lanes8, TShape, TPooling>(ref inputs, ref outputs, rows);
        else ForwardOn<TLanes, TShape, TPooling>(ref inputs, ref outputs, rows);
    }

    /// <summary>Derivatives with respect to the inputs.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPooling">What becomes of a window.</typeparam>
    /// <param name="inputs">[rows, height, width, channels].</param>
    /// <param name="derivatives">With respect to the results [rows, height′, width′, channels].</param>
    /// <param name="results">Receives [rows, height, width, channels].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradients<TLanes, TShape, TPooling>(ref float inputs, ref float derivatives, ref float results, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        if (IsNarrow<TLanes, TShape>()) InputGradientsOn<Lanes8, TShape, TPooling>(ref inputs, ref derivatives, ref results, rows);
        else InputGradientsOn<TLanes, TShape, TPooling>(ref inputs, ref derivatives, ref results, rows);
    }

    // Half of a wide register would be empty.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNarrow<TLanes, TShape>()
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape => TLanes.Count > Lanes8.Count && TShape.Channels <= Lanes8.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardOn<TLanes, TShape, TPooling>(ref float inputs, ref float outputs, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int channels = TShape.Channels;
        int inputSize = TShape.Height * TShape.Width * channels;
        int outputSize = TShape.OutHeight * TShape.OutWidth * channels;
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * inputSize);
            ref float y = ref Unsafe.Add(ref outputs, row * outputSize);
            int index = 0;
            for (int line = 0; line < TShape.OutHeight; line++)
            {
                for (int position = 0; position < TShape.OutWidth; position++, index += channels)
                {
                    var window = Window.At<TShape>(line, position);
                    if (IsWhole<TLanes, TShape>(window, index)) StoreResults<TLanes, TShape, TPooling>(ref x, window, ref y, index);
                    else StoreLastResults<TShape, TPooling>(ref x, window, ref y, index);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradientsOn<TLanes, TShape, TPooling>(ref float inputs, ref float derivatives, ref float results, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int channels = TShape.Channels;
        int inputSize = TShape.Height * TShape.Width * channels;
        int outputSize = TShape.OutHeight * TShape.OutWidth * channels;
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * inputSize);
            ref float dx = ref Unsafe.Add(ref results, row * inputSize);
            ref float dy = ref Unsafe.Add(ref derivatives, row * outputSize);
            MemoryMarshal.CreateSpan(ref dx, inputSize).Clear();
            int index = 0;
            for (int line = 0; line < TShape.OutHeight; line++)
            {
                for (int position = 0; position < TShape.OutWidth; position++, index += channels)
                {
                    var window = Window.At<TShape>(line, position);
                    if (IsWhole<TLanes, TShape>(window, index)) AddGradients<TLanes, TShape, TPooling>(ref x, window, ref dy, index, ref dx);
                    else AddLastGradients<TShape, TPooling>(ref x, window, ref dy, index, ref dx);
                }
            }
        }
    }

    // Whether registers that begin with the channels of a position may reach over their end: neither input nor result of the sample ends there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWhole<TLanes, TShape>(Window window, int index)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
    {
        int channels = TShape.Channels;
        if (channels % TLanes.Count == 0) return true;
        int reach = (channels / TLanes.Count * TLanes.Count) + TLanes.Count;
        int last = window.First + ((((window.Height - 1) * TShape.Width) + window.Width - 1) * channels);
        return last + reach <= TShape.Height * TShape.Width * channels && index + reach <= TShape.OutHeight * TShape.OutWidth * channels;
    }

    // What lands behind the channels is written over by the next position.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreResults<TLanes, TShape, TPooling>(ref float inputs, Window window, ref float outputs, int index)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int channels = TShape.Channels;
        for (int channel = 0; channel < channels; channel += TLanes.Count)
        {
            TLanes result = ResultOf<TLanes, TShape, TPooling>(ref Unsafe.Add(ref inputs, window.First + channel), window);
            TLanes.Store(result, ref outputs, index + channel);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLastResults<TShape, TPooling>(ref float inputs, Window window, ref float outputs, int index)
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling => StoreResults<Lanes1, TShape, TPooling>(ref inputs, window, ref outputs, index);

    // Behind the channels the gradient is 0, and the sums of other positions that a register covers stay as they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddGradients<TLanes, TShape, TPooling>(ref float inputs, Window window, ref float derivatives, int index, ref float sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int channels = TShape.Channels;
        int line = TShape.Width * channels;
        float share = 1f / (window.Height * window.Width);
        for (int channel = 0; channel < channels; channel += TLanes.Count)
        {
            ref float first = ref Unsafe.Add(ref inputs, window.First + channel);
            ref float firstSum = ref Unsafe.Add(ref sums, window.First + channel);
            TLanes result = ResultOf<TLanes, TShape, TPooling>(ref first, window);
            TLanes gradient = TLanes.Load(ref derivatives, index + channel);
            if (channels % TLanes.Count != 0) gradient = TLanes.KeepFirst(gradient, channels - channel, 0f);
            for (int y = 0; y < window.Height; y++)
            {
                int end = (y * line) + (window.Width * channels);
                for (int at = y * line; at < end; at += channels)
                {
                    TLanes part = TPooling.Gradient(TLanes.Load(ref first, at), result, ref gradient, share);
                    TLanes.Store(TLanes.Load(ref firstSum, at) + part, ref firstSum, at);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddLastGradients<TShape, TPooling>(ref float inputs, Window window, ref float derivatives, int index, ref float sums)
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling => AddGradients<Lanes1, TShape, TPooling>(ref inputs, window, ref derivatives, index, ref sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ResultOf<TLanes, TShape, TPooling>(ref float first, Window window)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IPoolShape
        where TPooling : struct, IPooling
    {
        int channels = TShape.Channels;
        int line = TShape.Width * channels;
        TLanes known = TLanes.Load(ref first, 0);
        if (window.Width == TShape.Width && window.Height * window.Width >= 8)
        {
            // Rows lie behind each other. One sum would wait for itself at each position.
            int end = window.Height * window.Width * channels;
            int at = 4 * channels;
            TLanes second = TLanes.Load(ref first, channels), third = TLanes.Load(ref first, 2 * channels), fourth = TLanes.Load(ref first, 3 * channels);
            for (; at + (3 * channels) < end; at += 4 * channels)
            {
                known = TPooling.Combine(known, TLanes.Load(ref first, at));
                second = TPooling.Combine(second, TLanes.Load(ref first, at + channels));
                third = TPooling.Combine(third, TLanes.Load(ref first, at + (2 * channels)));
                fourth = TPooling.Combine(fourth, TLanes.Load(ref first, at + (3 * channels)));
            }

            known = TPooling.Combine(TPooling.Combine(known, second), TPooling.Combine(third, fourth));
            for (; at < end; at += channels) known = TPooling.Combine(known, TLanes.Load(ref first, at));
            return TPooling.Result(known, 1f / (window.Height * window.Width));
        }

        // The windows that everybody uses are small: their loops are gone, which the JIT does not see to.
        if (window.Width > 1) known = TPooling.Combine(known, TLanes.Load(ref first, channels));
        if (window.Width > 2) known = TPooling.Combine(known, TLanes.Load(ref first, 2 * channels));
        for (int x = 3; x < window.Width; x++) known = TPooling.Combine(known, TLanes.Load(ref first, x * channels));
        for (int y = 1; y < window.Height; y++)
        {
            int at = y * line;
            known = TPooling.Combine(known, TLanes.Load(ref first, at));
            if (window.Width > 1) known = TPooling.Combine(known, TLanes.Load(ref first, at + channels));
            if (window.Width > 2) known = TPooling.Combine(known, TLanes.Load(ref first, at + (2 * channels)));
            for (int x = 3; x < window.Width; x++) known = TPooling.Combine(known, TLanes.Load(ref first, at + (x * channels)));
        }

        return TPooling.Result(known, 1f / (window.Height * window.Width));
    }
}
