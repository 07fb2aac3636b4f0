using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>Those that take whole rows, and those that are made of others.</content>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "They implement an interface, and only kernels call them.")]
public static partial class Phi
{
    /// <summary><see cref="Runtime.Softmax"/>.</summary>
    public readonly struct Softmax : IPhi
    {
        /// <inheritdoc/>
        public static bool IsRowwise => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => z;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => gradient;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Row<TLanes>(TLanes z, int width)
            where TLanes : struct, ILanes<TLanes> => Runtime.Softmax.Row(z, width);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool TakesColumns<TLanes>(int width)
            where TLanes : struct, ILanes<TLanes> => SoftmaxColumns.Takes<TLanes>(width);

        /// <inheritdoc/>
        public static void Rows<TLanes>(ref float rows, nint count, int width)
            where TLanes : struct, ILanes<TLanes> => Runtime.Softmax.Rows<TLanes>(ref rows, count, width);

        /// <inheritdoc/>
        public static void RowGradients<TLanes>(ref float gradients, ref float a, nint count, int width)
            where TLanes : struct, ILanes<TLanes> => Runtime.Softmax.Gradient<TLanes>(ref gradients, ref a, ref gradients, count, width);
    }

    /// <summary><see cref="Runtime.LogSoftmax"/>.</summary>
    public readonly struct LogSoftmax : IPhi
    {
        /// <inheritdoc/>
        public static bool IsRowwise => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => z;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => gradient;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Row<TLanes>(TLanes z, int width)
            where TLanes : struct, ILanes<TLanes> => Runtime.LogSoftmax.Row(z, width);

        /// <inheritdoc/>
        public static void Rows<TLanes>(ref float rows, nint count, int width)
            where TLanes : struct, ILanes<TLanes> => Runtime.LogSoftmax.Rows<TLanes>(ref rows, count, width);

        /// <inheritdoc/>
        public static void RowGradients<TLanes>(ref float gradients, ref float a, nint count, int width)
            where TLanes : struct, ILanes<TLanes> => Runtime.LogSoftmax.Gradient<TLanes>(ref gradients, ref a, ref gradients, count, width);
    }

    /// <summary>An activation of the user's own.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    public readonly struct Custom<TActivation> : IPhi
        where TActivation : struct, IActivation
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => CustomActivation.Value<TActivation, TLanes>(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => CustomActivation.Gradient<TActivation, TLanes>(gradient, z, a);
    }

    /// <summary>Another activation, behind the factors and addends that inference has in place of a batch normalization.</summary>
    /// <typeparam name="TPhi">The activation.</typeparam>
    public readonly struct Normalized<TPhi> : IPhi
        where TPhi : struct, IPhi
    {
        /// <inheritdoc/>
        public static bool IsLinear => TPhi.IsLinear;

        /// <inheritdoc/>
        public static bool IsCheap => TPhi.IsCheap;

        /// <inheritdoc/>
        public static bool IsRowwise => TPhi.IsRowwise;

        /// <inheritdoc/>
        public static bool IsScaled => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => TPhi.Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => TPhi.InTile(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Scale<TLanes>(TLanes sum, ref float scales, nint column, int fanOut)
            where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(sum, ref scales, column, TLanes.Load(ref scales, fanOut + column));

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => TPhi.Gradient(gradient, z, a, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Row<TLanes>(TLanes z, int width)
            where TLanes : struct, ILanes<TLanes> => TPhi.Row(z, width);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool TakesColumns<TLanes>(int width)
            where TLanes : struct, ILanes<TLanes> => TPhi.TakesColumns<TLanes>(width);

        /// <inheritdoc/>
        public static void Rows<TLanes>(ref float rows, nint count, int width)
            where TLanes : struct, ILanes<TLanes> => TPhi.Rows<TLanes>(ref rows, count, width);
    }
}
