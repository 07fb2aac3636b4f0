namespace Layerwise;

/// <summary>
/// A layer of gated recurrent units (Cho et al. 2014), h' = (1 − z)·n + z·h. Its gates, in their order: r = σ(x·Wᵣ + bᵣ + h·Uᵣ + cᵣ), which lets the past through,
/// z = σ(x·W_z + b_z + h·U_z + c_z), which keeps it, and the candidate n = tanh(x·Wₙ + bₙ + r·(h·Uₙ + cₙ)). Two biases, b and c, as in PyTorch's <c>nn.GRU</c>,
/// which has this order too, and in Keras's <c>GRU(reset_after=True)</c>, whose order is z, r, h.
/// </summary>
/// <example>
/// <code>
/// [Input(64, 1)]                        // training sees 64 steps of one number at a time
/// [Gru(1, 16)]
/// [Layer(16, 1, Activation.Identity)]   // at each step
/// public sealed partial class Amplifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GruAttribute : RecurrentAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="inputs">Numbers that a step brings, at least 1.</param>
    /// <param name="units">Numbers that it makes of them, at least 1.</param>
    /// <param name="init">How the weights of the inputs are drawn; by default what suits tanh.</param>
    public GruAttribute(int inputs, int units, Init init = Init.Auto)
        : base(inputs, units, init)
    {
    }

    /// <summary>
    /// Whether the reset gate r multiplies the product with Uₙ, as in PyTorch and by default in Keras. False for the form in which it multiplies what is remembered
    /// before that product (Cho et al. 2014), n = tanh(x·Wₙ + bₙ + (r ⊙ h)·Uₙ), with one bias, b: Keras's <c>reset_after=False</c>, and ONNX's
    /// <c>linear_before_reset = 0</c>. A step of it takes longer, because that product waits for r of all units. Default true.
    /// </summary>
    public bool ResetAfter { get; set; } = true;
}
