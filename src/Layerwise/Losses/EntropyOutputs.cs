using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>What the outputs of a cross-entropy are, and what its derivative is taken with respect to.</summary>
internal interface IEntropyOutputs
{
    /// <summary>What one output a with target y adds to the loss, before averaging.</summary>
    static abstract TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The derivative, before averaging; mass is the sum of all targets of the sample.</summary>
    static abstract TLanes Gradient<TLanes>(TLanes a, TLanes y, TLanes mass)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Probabilities of any origin; the derivative is the one with respect to them.</summary>
internal readonly struct AnyProbabilities : IEntropyOutputs
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => default(CrossEntropyTerm).Loss(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y, TLanes mass)
        where TLanes : struct, ILanes<TLanes> => default(CrossEntropyTerm).Gradient(a, y);
}

/// <summary>Those of a softmax layer; the derivative is the one with respect to its pre-activations.</summary>
internal readonly struct SoftmaxProbabilities : IEntropyOutputs
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => default(CrossEntropyTerm).Loss(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y, TLanes mass)
        where TLanes : struct, ILanes<TLanes> => (a * mass) - y;
}

/// <summary>The logarithms of a log-softmax layer; the derivative is the one with respect to its pre-activations.</summary>
internal readonly struct SoftmaxLogarithms : IEntropyOutputs
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => default(NegativeLogLikelihoodTerm).Loss(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y, TLanes mass)
        where TLanes : struct, ILanes<TLanes> => (Exponential.ExpOfNonPositive(a) * mass) - y;
}
