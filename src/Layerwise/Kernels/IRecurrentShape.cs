namespace Layerwise.Runtime;

/// <summary>The sizes of a recurrent layer, as a type: kernels are compiled for each, and there these are constants.</summary>
public interface IRecurrentShape
{
    /// <summary>Number of units, at least 1.</summary>
    static abstract int Units { get; }
}
