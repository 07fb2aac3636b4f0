using Layerwise.Reference.Activations;
using Layerwise.Runtime;
using static Layerwise.Runtime.Activations;

namespace Layerwise.Tests.Activations;

/// <summary>An elementwise activation on lanes: its value, and the gradient that belongs to an upstream one.</summary>
internal interface IActivationFunction
{
    static abstract Activation Activation { get; }

    static abstract TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>The value, against the reference in double.</summary>
internal readonly struct ValueOf<TActivation> : IElementFunction
    where TActivation : struct, IActivationFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TActivation.Value(x);

    public static double InDouble(double x) => Scalar.Value(TActivation.Activation, ActivationFunctions.Alpha, x);
}

/// <summary>The derivative, against the reference in double.</summary>
internal readonly struct DerivativeOf<TActivation> : IElementFunction
    where TActivation : struct, IActivationFunction
{
    public static TLanes OnLanes<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TActivation.Gradient(TLanes.Broadcast(1f), x);

    public static double InDouble(double x) => Scalar.Derivative(TActivation.Activation, ActivationFunctions.Alpha, x);
}

internal static class ActivationFunctions
{
    /// <summary>Of <see cref="EluFunction"/>: a float that a double holds too.</summary>
    public const float Alpha = 1.25f;
}

internal readonly struct SigmoidFunction : IActivationFunction
{
    public static Activation Activation => Activation.Sigmoid;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Sigmoid(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => SigmoidGradient(gradient, Sigmoid(z));
}

internal readonly struct TanhFunction : IActivationFunction
{
    public static Activation Activation => Activation.Tanh;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Tanh(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => TanhGradient(gradient, Tanh(z));
}

internal readonly struct EluFunction : IActivationFunction
{
    public static Activation Activation => Activation.Elu;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Elu(z, ActivationFunctions.Alpha);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => EluGradient(gradient, Elu(z, ActivationFunctions.Alpha), ActivationFunctions.Alpha);
}

internal readonly struct SeluFunction : IActivationFunction
{
    public static Activation Activation => Activation.Selu;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Selu(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => SeluGradient(gradient, Selu(z));
}

internal readonly struct GeluFunction : IActivationFunction
{
    public static Activation Activation => Activation.Gelu;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Gelu(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => GeluGradient(gradient, z);
}

internal readonly struct GeluTanhFunction : IActivationFunction
{
    public static Activation Activation => Activation.GeluTanh;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => GeluTanh(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => GeluTanhGradient(gradient, z);
}

internal readonly struct SiluFunction : IActivationFunction
{
    public static Activation Activation => Activation.Silu;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Silu(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => SiluGradient(gradient, z);
}

internal readonly struct MishFunction : IActivationFunction
{
    public static Activation Activation => Activation.Mish;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Mish(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => MishGradient(gradient, z);
}

internal readonly struct SoftplusFunction : IActivationFunction
{
    public static Activation Activation => Activation.Softplus;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Softplus(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => SoftplusGradient(gradient, Softplus(z));
}

internal readonly struct SoftsignFunction : IActivationFunction
{
    public static Activation Activation => Activation.Softsign;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Softsign(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => SoftsignGradient(gradient, Softsign(z));
}

internal readonly struct HardSigmoidFunction : IActivationFunction
{
    public static Activation Activation => Activation.HardSigmoid;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => HardSigmoid(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => HardSigmoidGradient(gradient, HardSigmoid(z));
}

internal readonly struct HardSwishFunction : IActivationFunction
{
    public static Activation Activation => Activation.HardSwish;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => HardSwish(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => HardSwishGradient(gradient, z);
}

internal readonly struct HardTanhFunction : IActivationFunction
{
    public static Activation Activation => Activation.HardTanh;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => HardTanh(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => HardTanhGradient(gradient, HardTanh(z));
}

internal readonly struct Relu6Function : IActivationFunction
{
    public static Activation Activation => Activation.Relu6;

    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Relu6(z);

    public static TLanes Gradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes> => Relu6Gradient(gradient, Relu6(z));
}
