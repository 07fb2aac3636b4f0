namespace Layerwise.Tests.Activations;

/// <summary>Errors in units in the last place of a float.</summary>
internal static class Ulp
{
    private const double SmallestNormal = 1.1754943508222875E-38;
    private const double LargestThatRoundsToFinite = 3.4028235677973366E38;

    /// <summary>How many floats apart a result and the exact value are; 0 for NaN and NaN, infinite for NaN and a number.</summary>
    public static double Distance(float result, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(result)) return double.IsNaN(exact) && float.IsNaN(result) ? 0 : double.PositiveInfinity;
        if (Math.Abs(exact) >= LargestThatRoundsToFinite) return result == (float)exact ? 0 : double.PositiveInfinity;
        double ulp = Math.ScaleB(1, Math.Abs(exact) < SmallestNormal ? -149 : Math.ILogB(exact) - 23);
        return Math.Abs(result - exact) / ulp;
    }
}
