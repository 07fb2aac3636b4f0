namespace Layerwise;

/// <summary>How a batch is cut: into shards of equal size, whose number depends on the batch size alone, so that the number of threads changes no bit of a sum.</summary>
/// <param name="Capacity">Most samples in one batch.</param>
/// <param name="RowsPerShard">The first row of each shard is a multiple of this.</param>
internal readonly record struct Sharding(int Capacity, int RowsPerShard)
{
    // Every shard writes all gradients, and they are read once more for the sum: with fewer rows that takes about as long as computing them. With 32, both one
    // thread and two take 1.4 to 1.5 times as long for 784-256-128-10 @ 256.
    private const int FewestRows = 64;

    // Each has gradients of its own, as many as the network has parameters.
    private const int MostShards = 8;

    /// <summary>Of a full batch.</summary>
    public int ShardCount => CountFor(Capacity);

    /// <param name="capacity">Most samples in one batch.</param>
    /// <param name="isWhole">Whether something is computed of all samples of a batch together.</param>
    public static Sharding Of(int capacity, bool isWhole) =>
        new(capacity, Quotient(capacity, isWhole ? 1 : Math.Clamp(capacity / FewestRows, 1, MostShards)));

    /// <summary>How many shards some samples fill.</summary>
    public int CountFor(int rows) => Quotient(rows, RowsPerShard);

    /// <summary>Rounded up, of numbers that may be as large as an int.</summary>
    public static int Quotient(int count, int size) => (int)(((long)count + size - 1) / size);
}
