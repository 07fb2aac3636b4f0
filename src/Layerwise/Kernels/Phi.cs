using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Every activation as a type, for the kernels: what each does is in <see cref="Activations"/>.</summary>
public static partial class Phi
{
    /// <summary>φ(z) = z.</summary>
    public readonly struct Identity : IPhi
    {
        /// <inheritdoc/>
        public static bool IsLinear => true;

        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => z;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => gradient;
    }

    /// <summary><see cref="Activations.Relu{TLanes}"/>.</summary>
    public readonly struct Relu : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Relu(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.ReluGradient(gradient, a);
    }

    /// <summary><see cref="Activations.LeakyRelu{TLanes}"/>.</summary>
    public readonly struct LeakyRelu : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.LeakyRelu(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.LeakyReluGradient(gradient, a, slope);
    }

    /// <summary><see cref="Activations.Sigmoid{TLanes}"/>.</summary>
    public readonly struct Sigmoid : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Sigmoid(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.SigmoidGradient(gradient, a);
    }

    /// <summary><see cref="Activations.Tanh{TLanes}"/>.</summary>
    public readonly struct Tanh : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Tanh(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.TanhGradient(gradient, a);
    }

    /// <summary><see cref="Activations.Elu{TLanes}"/>.</summary>
    public readonly struct Elu : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Elu(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.EluGradient(gradient, a, slope);
    }

    /// <summary><see cref="Activations.Selu{TLanes}"/>.</summary>
    public readonly struct Selu : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Selu(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.SeluGradient(gradient, a);
    }

    /// <summary><see cref="Activations.Gelu{TLanes}"/>.</summary>
    public readonly struct Gelu : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Gelu(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.GeluGradient(gradient, z);
    }

    /// <summary><see cref="Activations.GeluTanh{TLanes}"/>.</summary>
    public readonly struct GeluTanh : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.GeluTanh(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.GeluTanhGradient(gradient, z);
    }

    /// <summary><see cref="Activations.Silu{TLanes}"/>.</summary>
    public readonly struct Silu : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Silu(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.SiluGradient(gradient, z);
    }

    /// <summary><see cref="Activations.Mish{TLanes}"/>.</summary>
    public readonly struct Mish : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Mish(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.MishGradient(gradient, z);
    }

    /// <summary><see cref="Activations.Softplus{TLanes}"/>.</summary>
    public readonly struct Softplus : IPhi
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Softplus(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.SoftplusGradient(gradient, a);
    }

    /// <summary><see cref="Activations.Softsign{TLanes}"/>.</summary>
    public readonly struct Softsign : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Softsign(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.SoftsignGradient(gradient, a);
    }

    /// <summary><see cref="Activations.HardSigmoid{TLanes}"/>.</summary>
    public readonly struct HardSigmoid : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.HardSigmoid(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.HardSigmoidGradient(gradient, a);
    }

    /// <summary><see cref="Activations.HardSwish{TLanes}"/>.</summary>
    public readonly struct HardSwish : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.HardSwish(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.HardSwishGradient(gradient, z);
    }

    /// <summary><see cref="Activations.HardTanh{TLanes}"/>.</summary>
    public readonly struct HardTanh : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.HardTanh(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.HardTanhGradient(gradient, a);
    }

    /// <summary><see cref="Activations.Relu6{TLanes}"/>.</summary>
    public readonly struct Relu6 : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Relu6(z);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.Relu6Gradient(gradient, a);
    }

    /// <summary><see cref="Activations.PRelu{TLanes}"/>; <see cref="Runtime.PRelu"/> has the gradient of the slope.</summary>
    public readonly struct PRelu : IPhi
    {
        /// <inheritdoc/>
        public static bool IsCheap => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Activations.PRelu(z, TLanes.Broadcast(slope));

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes InTile<TLanes>(TLanes z, float slope)
            where TLanes : struct, ILanes<TLanes> => Value(z, slope);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
            where TLanes : struct, ILanes<TLanes> => Runtime.PRelu.Delta(gradient, z, TLanes.Broadcast(slope));
    }
}
