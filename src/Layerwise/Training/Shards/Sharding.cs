namespace Layerwise;

/// <summary>
/// How a batch is cut: into shards of equal size, whose number depends on the batch size alone, so that the number of threads and ranks changes no bit of a sum. It is a power
/// of two:
/// their sums are taken in pairs, and each of 2, 4 or more ranks has equally many.
/// </summary>
/// <param name="Capacity">Most samples in one batch.</param>
/// <param name="ShardCount">Of a full batch, a power of two. The last ones may be empty.</param>
internal readonly record struct Sharding(int Capacity, int ShardCount)
{
    // Every shard writes all gradients, and they are read once more for the sum: with fewer rows that takes about as long as computing them. With 32, both one
    // thread and two take 1.4 to 1.5 times as long for 784-256-128-10 @ 256.
    private const int FewestRows = 64;

    // So many share the work of one machine well; beyond them, shards have more rows, for each has gradients of its own, as many as the network has parameters. With
    // 128 rows one thread takes 1.08 times as long as with 8 shards for 784-256-128-10 @ 4096, with 256 rows 1.01 times.
    private const int ShardsOfFewestRows = 8;
    private const int FewestRowsOfMore = 256;

    /// <summary>The first row of each shard is a multiple of this.</summary>
    public int RowsPerShard => Quotient(Capacity, ShardCount);

    /// <param name="capacity">Most samples in one batch.</param>
    /// <param name="isWhole">Whether something is computed of all samples of a batch together.</param>
    public static Sharding Of(int capacity, bool isWhole)
    {
        int shards = 1;
        while (!isWhole && shards <= int.MaxValue / 2 && FewestRowsFor(2 * shards) <= capacity) shards *= 2;
        return new Sharding(capacity, shards);
    }

    /// <summary>Samples in the smallest batch that has so many shards.</summary>
    /// <param name="shards">A power of two.</param>
    public static long FewestRowsFor(int shards) => (long)shards * (shards <= ShardsOfFewestRows ? FewestRows : FewestRowsOfMore);

    /// <summary>How many shards some samples fill.</summary>
    public int CountFor(int rows) => Quotient(rows, RowsPerShard);

    /// <summary>Rounded up, of numbers that may be as large as an int.</summary>
    public static int Quotient(int count, int size) => (int)(((long)count + size - 1) / size);
}
