namespace Layerwise.Reference.Recurrent;

/// <summary>A number to compute with: what is written once for exact numbers also says how rounding adds up, with numbers that know what they may be off by.</summary>
/// <typeparam name="TSelf">The number.</typeparam>
public interface IReal<TSelf>
    where TSelf : struct, IReal<TSelf>
{
    /// <summary>A number that is given.</summary>
    static abstract TSelf Given(double value);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a · b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>φ(z).</summary>
    static abstract TSelf Activate(Activation activation, double slope, TSelf z);

    /// <summary>φ′(z).</summary>
    static abstract TSelf Derivative(Activation activation, double slope, TSelf z);
}
