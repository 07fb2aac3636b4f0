namespace Layerwise.Traits;

/// <summary>What an initializer sizes the variance of its weights by.</summary>
internal enum InitScheme
{
    /// <summary>By nothing that the layer has: by an option, or not at all where nothing is drawn.</summary>
    None,

    /// <summary>1/fanIn: keeps the power of a signal that nothing holds back (LeCun et al. 1998).</summary>
    LeCun,

    /// <summary>1/(3·fanIn): a third of LeCun's variance, PyTorch's default.</summary>
    ThirdOfLeCun,

    /// <summary>2/(fanIn + fanOut): the mean of what signal and gradient need (Glorot and Bengio 2010).</summary>
    Xavier,

    /// <summary>2/fanIn: makes up for the half that a rectifier holds back (He et al. 2015).</summary>
    He,

    /// <summary>The layer's sizes, in a way of its own.</summary>
    Other,
}
