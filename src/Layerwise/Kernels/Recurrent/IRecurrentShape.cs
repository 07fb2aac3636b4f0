namespace Layerwise.Runtime;

/// <summary>The sizes of a recurrent layer, as a type: kernels are compiled for each, and there these are constants.</summary>
public interface IRecurrentShape
{
    /// <summary>Numbers that a step brings, at least 1.</summary>
    static abstract int Inputs { get; }

    /// <summary>Number of units, at least 1.</summary>
    static abstract int Units { get; }
}
