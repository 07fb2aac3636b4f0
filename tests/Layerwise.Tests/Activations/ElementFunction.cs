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

internal readonly struct SigmoidFunction : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Runtime.Activations.Sigmoid(x);

    public static double InDouble(double x) => 1 / (1 + Math.Exp(-x));
}

internal readonly struct TanhFunction : IElementFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Runtime.Activations.Tanh(x);

    public static double InDouble(double x) => Math.Tanh(x);
}
