namespace Layerwise.Runtime;

/// <summary>The layout of a float (IEEE 754 binary32) that lanes take apart and put together.</summary>
internal static class FloatBits
{
    /// <summary>The exponent stands above this many bits.</summary>
    internal const int FractionBits = 23;

    /// <summary>
    /// Adding a small whole number to 1.5·2²³ leaves that number in the sum's low bits, where the bias of exponents (127)
    /// is wanted too.
    /// </summary>
    internal const float BiasedInteger = 12582912f + 127f;

    /// <summary>The bits of √½, rounded up.</summary>
    internal const int RootOfHalf = 0x3F3504F3;
}
