namespace Layerwise;

/// <summary>Which flat vector of a network a tensor lies in.</summary>
public enum TensorStorage
{
    /// <summary><c>Parameters</c>: what optimizers move.</summary>
    Parameters,

    /// <summary><c>RunningStatistics</c>: what training passes move, and inference reads.</summary>
    RunningStatistics,
}
