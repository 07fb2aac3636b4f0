namespace Layerwise.Runtime;

/// <summary>A kind of recurrent layer, for what all kinds do alike.</summary>
internal interface IRecurrentCell
{
    /// <summary>Matrices side by side.</summary>
    static abstract int Gates { get; }

    /// <summary>Whether biases lie behind U.</summary>
    static virtual bool HasRecurrentBiases => false;
}
