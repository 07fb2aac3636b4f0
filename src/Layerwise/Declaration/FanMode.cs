namespace Layerwise;

/// <summary>The n that <see cref="Init.VarianceScaling"/> divides by. One that preserves the signal cannot preserve the gradient too, unless the layer is square.</summary>
public enum FanMode
{
    /// <summary>n = fanIn: the variance of the signal is kept.</summary>
    FanIn,

    /// <summary>n = fanOut: the variance of the gradient is kept.</summary>
    FanOut,

    /// <summary>n = (fanIn + fanOut) / 2: between the two (Glorot &amp; Bengio 2010).</summary>
    Average,
}
