namespace Layerwise.Tensors;

/// <summary>Which flat vector of a network a tensor lies in.</summary>
internal enum TensorStorage
{
    /// <summary>What optimizers move.</summary>
    Parameters,

    /// <summary>What training passes move, and inference reads.</summary>
    RunningStatistics,
}
