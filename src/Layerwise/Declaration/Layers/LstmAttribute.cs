namespace Layerwise;

/// <summary>
/// A layer of long short-term memory (Hochreiter and Schmidhuber 1997; Gers et al. 2000), with a cell c beside h: c' = f·c + i·g, h' = o·tanh(c'). Its gates, in their order:
/// i = σ(x·Wᵢ + h·Uᵢ + bᵢ), f and o likewise, and the candidate g = tanh(x·W_g + h·U_g + b_g), which stands between them: i, f, g, o, as in PyTorch's <c>nn.LSTM</c> and Keras's
/// <c>LSTM</c>. One bias, as in Keras; PyTorch's two are added up where its weights are loaded.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LstmAttribute : RecurrentAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="inputs">Numbers that a step brings, at least 1.</param>
    /// <param name="units">Numbers that it makes of them, at least 1.</param>
    /// <param name="init">How the weights of the inputs are drawn; by default what suits tanh.</param>
    public LstmAttribute(int inputs, int units, Init init = Init.Auto)
        : base(inputs, units, init)
    {
    }

    /// <summary>
    /// What the bias of the forget gate f starts with: finite. Default 1, as in Keras: the cell keeps 73 % of what it holds with each step, and not the half of it
    /// (Jozefowicz et al. 2015). PyTorch draws it like any other.
    /// </summary>
    public float ForgetBias { get; set; } = 1f;
}
