namespace Layerwise;

/// <summary>What a rank is doing when it meets the others.</summary>
internal enum RankCall
{
    /// <summary>Begins a call, and compares with the others what must be the same.</summary>
    Begin,

    /// <summary>Has computed its shards of a training batch.</summary>
    Train,

    /// <summary>Has computed its shards of a batch by inference.</summary>
    Evaluate,

    /// <summary>Has come to the end of a call of Fit, with all files written.</summary>
    End,

    /// <summary>Was cancelled before a batch.</summary>
    Cancelled,

    /// <summary>An exception left its call.</summary>
    Failed,
}
