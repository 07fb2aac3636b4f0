namespace Layerwise.Runtime;

/// <summary>Which masks a training pass draws: those that differ in any part are independent, and equal ones are equal.</summary>
/// <param name="Seed">Philox's key.</param>
/// <param name="Pass">Which pass over the network.</param>
/// <param name="Shard">Which part of its batch.</param>
public readonly record struct DropoutMasks(ulong Seed, uint Pass, uint Shard)
{
    /// <summary>Whether nothing is dropped, nor anything scaled for it, as in inference.</summary>
    internal bool KeepAll { get; init; }
}
