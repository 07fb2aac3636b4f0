using Layerwise.Traits;

namespace Layerwise.KerasImport;

/// <summary>What Keras calls the activations: those that mean the same in all its versions.</summary>
internal static class ActivationNames
{
    // A name without its number means Keras's default of it: that of elu is 1. leaky_relu and hard_sigmoid are other functions in other versions.
    private static readonly Dictionary<string, Activation> Known = new()
    {
        ["relu"] = Activation.Relu,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
        ["softmax"] = Activation.Softmax,
        ["elu"] = Activation.Elu,
        ["selu"] = Activation.Selu,
        ["gelu"] = Activation.Gelu,
        ["silu"] = Activation.Silu,
        ["swish"] = Activation.Silu,
        ["mish"] = Activation.Mish,
        ["softplus"] = Activation.Softplus,
        ["softsign"] = Activation.Softsign,
        ["relu6"] = Activation.Relu6,
        ["log_softmax"] = Activation.LogSoftmax,
    };

    /// <summary>All of them, as errors list them.</summary>
    public static string All => "linear, " + string.Join(", ", Known.Keys);

    /// <summary>The activation of a name; null for another name.</summary>
    public static Activation? Of(string name) => Known.TryGetValue(name, out Activation activation) ? activation : null;

    /// <summary>The slope that a name without a number means.</summary>
    public static float SlopeOf(Activation activation) => ActivationTraits.Of(activation).DefaultSlope;
}
