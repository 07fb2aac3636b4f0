namespace Layerwise.Runtime;

/// <summary>Neighbouring weights × neighbouring filters, whose gradients are summed over a block of positions in registers.</summary>
internal interface IKernelGradientTile
{
    /// <summary>How many weights at most.</summary>
    static abstract int Weights { get; }

    /// <summary>How many filters.</summary>
    static abstract int Filters { get; }

    /// <summary>Adds what the positions give.</summary>
    /// <param name="patch">What the first of the weights sees at the first position of a block.</param>
    /// <param name="deltas">Derivatives with respect to the result of that position, and those behind it.</param>
    /// <param name="gradients">The gradient of the first filter's first weight.</param>
    /// <param name="column">The first filter.</param>
    /// <param name="skipped">Weights that another tile has done already.</param>
    /// <param name="lines">Lines of positions.</param>
    /// <param name="positions">Positions of each.</param>
    static abstract void Add(ref float patch, ref float deltas, ref float gradients, nint column, nint skipped, int lines, int positions);
}
