namespace Layerwise.Runtime;

/// <summary>What a pooling layer makes of a window, as a type. Both of them are in <see cref="Pooling"/>.</summary>
public interface IPooling
{
    /// <summary>What is known of a window, once one more of its numbers is.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="known">What was known of those before.</param>
    /// <param name="number">The number.</param>
    static abstract TLanes Combine<TLanes>(TLanes known, TLanes number)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The result, once all are known.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="known">What is known.</param>
    /// <param name="share">1 by how many numbers the window has.</param>
    static abstract TLanes Result<TLanes>(TLanes known, float share)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The derivative with respect to one number of the window.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="number">The number.</param>
    /// <param name="result">What the window gave.</param>
    /// <param name="gradient">The derivative with respect to that; afterwards what is left of it for the numbers behind.</param>
    /// <param name="share">1 by how many numbers the window has.</param>
    static abstract TLanes Gradient<TLanes>(TLanes number, TLanes result, ref TLanes gradient, float share)
        where TLanes : struct, ILanes<TLanes>;
}
