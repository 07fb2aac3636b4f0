using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// An activation of your own, for <see cref="LayerAttribute(int, int, Type, Init)"/>: a function of one number, written over
/// <see cref="ILanes{TSelf}"/>, of which the JIT compiles a version for every register width and inlines it into the kernels.
/// </summary>
/// <remarks>
/// Lanes add, subtract, multiply and divide with the usual operators. <see cref="ILanes{TSelf}"/> has constants (<c>Broadcast</c>), <c>Abs</c>,
/// <c>Min</c>, <c>Max</c>, <c>Sqrt</c>, <c>MultiplyAdd</c> and, in place of a condition, <c>SelectGreater</c>; <see cref="Exponential"/> has eˣ and
/// eˣ − 1, <see cref="Logarithm"/> ln x and ln(1 + x), and <see cref="Activations"/> every built-in activation.
/// Mark both methods <c>AggressiveInlining</c>.
/// </remarks>
/// <example>
/// LiSHT, z·tanh(z) (Roy et al. 2019):
/// <code>
/// public readonly struct Lisht : IActivation
/// {
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public static TLanes Value&lt;TLanes&gt;(TLanes z)
///         where TLanes : struct, ILanes&lt;TLanes&gt; =&gt; z * Activations.Tanh(z);
///
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public static TLanes Derivative&lt;TLanes&gt;(TLanes z, TLanes a)
///         where TLanes : struct, ILanes&lt;TLanes&gt;
///     {
///         TLanes t = Activations.Tanh(z);
///         return t + (z * (TLanes.Broadcast(1f) - (t * t)));
///     }
/// }
/// </code>
/// </example>
public interface IActivation
{
    /// <summary>a = φ(z), lane by lane.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    static abstract TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>φ′(z), lane by lane.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="a"><see cref="Value"/> of them, for derivatives that are easier to tell from it.</param>
    static abstract TLanes Derivative<TLanes>(TLanes z, TLanes a)
        where TLanes : struct, ILanes<TLanes>;
}
