namespace Layerwise.Runtime;

/// <summary>Neighbouring positions of a line × neighbouring filters, whose sums stay in registers.</summary>
internal interface ILineTile
{
    /// <summary>Computes the results of the positions.</summary>
    /// <param name="patch">The first number that the first position sees.</param>
    /// <param name="parameters">Weights [kernel, channels / groups, filters] and biases [filters].</param>
    /// <param name="scales">What inference multiplies and adds in place of a normalization.</param>
    /// <param name="results">The result of the first position.</param>
    /// <param name="column">The first filter.</param>
    /// <param name="slope">The slope of the activation.</param>
    static abstract void Compute(ref float patch, ref float parameters, ref float scales, ref float results, nint column, float slope);
}
