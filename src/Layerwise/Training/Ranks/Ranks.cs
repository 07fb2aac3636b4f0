using System.Numerics;

namespace Layerwise;

/// <summary>The ranks of a training, and which shards of a batch this one computes. A training without others has none of it.</summary>
internal sealed class Ranks
{
    private Ranks(Communicator communicator, int shardsPerRank, int parameterCount)
    {
        Communicator = communicator;
        ShardsPerRank = shardsPerRank;
        FirstShard = communicator.Rank * shardsPerRank;
        Meeting = new RankMeeting(communicator, shardsPerRank);
        Sum = new RankSum(communicator, parameterCount);
    }

    public Communicator Communicator { get; }

    public RankMeeting Meeting { get; }

    public RankSum Sum { get; }

    /// <summary>Of a full batch.</summary>
    public int ShardsPerRank { get; }

    /// <summary>Index of the first shard that this rank computes.</summary>
    public int FirstShard { get; }

    /// <summary>Whether it is this one that writes files.</summary>
    public bool IsFirst => Communicator.Rank == 0;

    /// <summary>Null where there are no others.</summary>
    /// <exception cref="ArgumentException">The batches can't be shared out among so many.</exception>
    public static Ranks? Of<TNetwork>(Communicator? communicator, Sharding sharding)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (communicator is null || communicator.Size == 1) return null;
        if (Refusal<TNetwork>(communicator.Size, sharding) is { } refusal) throw new ArgumentException(refusal, nameof(communicator));
        return new Ranks(communicator, sharding.ShardCount / communicator.Size, TNetwork.ParameterCount);
    }

    private static string? Refusal<TNetwork>(int size, Sharding sharding)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.NeedsWholeBatches)
        {
            return $"{typeof(TNetwork).Name} has batch normalization, which takes mean and variance from a whole batch: it can't be shared out among {size} ranks. Layer normalization can.";
        }

        if (!BitOperations.IsPow2(size)) return $"Expected 1, 2, 4, 8 or another power of two as the number of ranks, because sums are taken in pairs; found {size}.";
        if (size <= sharding.ShardCount) return null;
        return $"A batch of {sharding.Capacity} samples has {sharding.ShardCount} {(sharding.ShardCount == 1 ? "shard" : "shards")}, which {size} ranks can't share: " +
            $"expected at most {sharding.ShardCount} of them, or a {nameof(TrainerOptions.BatchSize)} of at least {Sharding.FewestRowsFor(size)}.";
    }
}
