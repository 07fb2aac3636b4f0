using Layerwise.Runtime;

namespace Layerwise.Tests.Activations;

/// <summary>A function of one float, on lanes and, as the reference, in double.</summary>
internal interface IElementFunction
{
    static abstract TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    static abstract double InDouble(double x);
}

internal readonly struct ExpFunction : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Exponential.Exp(x);

    public static double InDouble(double x) => Math.Exp(x);
}

/// <summary>Taken at −|x|.</summary>
internal readonly struct ExpOfNonPositiveFunction : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Exponential.ExpOfNonPositive(TLanes.Zero - TLanes.Abs(x));

    public static double InDouble(double x) => Math.Abs(x) > 86.6f ? 0 : Math.Exp(-Math.Abs(x));
}

internal readonly struct LogFunction : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Logarithm.Log(x);

    public static double InDouble(double x) => Math.Log(x);
}

internal readonly struct ExpM1Function : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Exponential.ExpM1(x);

    // Kahan's trick: the error of the rounded exponential cancels in the quotient.
    public static double InDouble(double x)
    {
        double exponential = Math.Exp(x);
        if (exponential == 1) return x;
        if (double.IsPositiveInfinity(exponential)) return exponential;
        return exponential - 1 is -1 ? -1 : (exponential - 1) * (x / Math.Log(exponential));
    }
}

internal readonly struct Log1PFunction : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Logarithm.Log1P(x);

    // Kahan's trick: the error of the rounded sum cancels in the quotient.
    public static double InDouble(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
