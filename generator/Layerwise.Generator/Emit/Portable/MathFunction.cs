namespace Layerwise.Generator.Emit.Portable;

/// <summary>What emitted files call of their language's library.</summary>
internal enum MathFunction
{
    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>eˣ − 1, without the loss of digits near 0.</summary>
    ExpMinusOne,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>ln(1 + x), without the loss of digits near 0.</summary>
    LogOnePlus,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The square root.</summary>
    Sqrt,

    /// <summary>The absolute value.</summary>
    Abs,
}
