using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise;

/// <summary>
/// Where the ranks of a training meet: before every sum, each tells the others where it is and what it knows of its shards. One that fails or is cancelled says so at the next
/// meeting,
/// in place of what the others expect, so that nobody waits for it.
/// </summary>
/// <param name="communicator">The ranks.</param>
/// <param name="shardsPerRank">Shards of a full batch that each rank computes, the first rank the first ones.</param>
internal sealed class RankMeeting(Communicator communicator, int shardsPerRank)
{
    // Neither stands in a fact: they are control characters.
    private const char EndOfFact = '\u001e';
    private const char EndOfName = '\u001f';

    private static readonly int HeaderLength = Unsafe.SizeOf<RankHeader>();

    private readonly byte[] _blocks = new byte[communicator.Size * BlockLength(shardsPerRank)];

    /// <summary>Whether a meeting came to an end at which each rank went its own way: the others expect no further one.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>At the start of a call.</summary>
    public void Begin() => HasEnded = false;

    /// <summary>Returns when all ranks are at the same place.</summary>
    /// <param name="here">Where this one is.</param>
    /// <param name="results">Of all shards, of which this rank's own are known; the others are written. Empty outside of batches.</param>
    /// <exception cref="OperationCanceledException">A rank was cancelled.</exception>
    /// <exception cref="CommunicationException">Another rank is elsewhere, or failed.</exception>
    public void Meet(RankHeader here, Span<ShardResult> results = default)
    {
        Span<byte> own = Block(communicator.Rank);
        MemoryMarshal.Write(own, in here);
        Own(results, communicator.Rank).CopyTo(own[HeaderLength..]);
        RankGather.Blocks(communicator, _blocks);
        if (here.Call == RankCall.Cancelled || !AllAreAt(here)) Part(here);
        for (int rank = 0; rank < communicator.Size; rank++)
        {
            Span<byte> theirs = Own(results, rank);
            Block(rank).Slice(HeaderLength, theirs.Length).CopyTo(theirs);
        }
    }

    /// <summary>Compares with the others what must be the same, before anything is computed.</summary>
    /// <param name="here">Where this rank is.</param>
    /// <param name="facts">Names, as the middle of a sentence, and values; the same names in the same order on all ranks.</param>
    /// <exception cref="CommunicationException">A rank has another value: thrown on all ranks, with the same message; or another rank is elsewhere, or failed.</exception>
    public void Agree(RankHeader here, IEnumerable<(string Name, string Value)> facts)
    {
        Meet(here);
        string[] texts = RankGather.Texts(communicator, string.Join(EndOfFact, facts.Select(static fact => fact.Name + EndOfName + fact.Value)));
        int other = Array.FindIndex(texts, text => text != texts[0]);
        if (other < 0) return;
        HasEnded = true;
        string differences = string.Join("; ", Differences(texts[0].Split(EndOfFact), texts[other].Split(EndOfFact)));
        throw new CommunicationException($"Rank {other} and rank 0 don't train the same: {differences}. Nothing was computed.");
    }

    /// <summary>Tells the others, at the meeting that they expect next, that this rank can't go on.</summary>
    public void Fail(Exception exception, long steps)
    {
        try
        {
            Meet(new RankHeader(steps, RankCall.Failed, 0));
            _ = RankGather.Texts(communicator, Text(exception));
            HasEnded = true;
        }
        catch (Exception e) when (e is CommunicationException or OperationCanceledException)
        {
            // The others know, or have failed themselves; what this rank throws is its own exception.
            HasEnded = true;
        }
    }

    private static IEnumerable<string> Differences(string[] expected, string[] found)
    {
        foreach ((string one, string other) in expected.Zip(found))
        {
            if (one == other) continue;
            string[] parts = one.Split(EndOfName);
            yield return $"{parts[0]} is {other.Split(EndOfName)[^1]}, where rank 0 has {parts[^1]}";
        }
    }

    private static int BlockLength(int shards) => HeaderLength + (shards * Unsafe.SizeOf<ShardResult>());

    private static string Text(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    private Span<byte> Block(int rank) => _blocks.AsSpan(rank * BlockLength(shardsPerRank), BlockLength(shardsPerRank));

    private Span<byte> Own(Span<ShardResult> results, int rank)
    {
        int first = Math.Min(rank * shardsPerRank, results.Length);
        return MemoryMarshal.AsBytes(results.Slice(first, Math.Min(shardsPerRank, results.Length - first)));
    }

    private RankHeader Header(int rank) => MemoryMarshal.Read<RankHeader>(Block(rank));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AllAreAt(RankHeader here)
    {
        for (int rank = 0; rank < communicator.Size; rank++)
        {
            if (Header(rank) != here) return false;
        }

        return true;
    }

    private void Part(RankHeader here)
    {
        RankHeader[] places = [.. Enumerable.Range(0, communicator.Size).Select(Header)];
        if (Array.FindIndex(places, static place => place.Call == RankCall.Failed) is var failed and >= 0)
        {
            if (here.Call == RankCall.Failed) return;
            string[] texts = RankGather.Texts(communicator, "");
            HasEnded = true;
            throw new CommunicationException($"Rank {failed} failed after {places[failed].Steps} steps and left the training. {texts[failed]}");
        }

        HasEnded = true;
        if (Array.FindIndex(places, static place => place.Call == RankCall.Cancelled) is var cancelled and >= 0 && IsBetweenBatches(places))
        {
            throw new OperationCanceledException($"Rank {cancelled} was cancelled after {here.Steps} steps.");
        }

        int other = Array.FindIndex(places, place => place != places[0]);
        throw new CommunicationException($"Rank {other} {places[other]}, where rank 0 {places[0]}. All ranks make the same calls with the same samples.");
    }

    private static bool IsBetweenBatches(RankHeader[] places) =>
        places.All(place => place.Steps == places[0].Steps && place.Call is RankCall.Train or RankCall.Evaluate or RankCall.Cancelled);
}
