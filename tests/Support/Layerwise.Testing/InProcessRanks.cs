using System.Collections.Concurrent;
using Xunit;

namespace Layerwise.Testing;

/// <summary>Ranks as threads of one process: what a trainer does with a communicator, without MPI. Who waits a minute for another one is told.</summary>
public sealed class InProcessRanks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly BlockingCollection<byte[]>[] _messages;
    private readonly int _size;

    private InProcessRanks(int size)
    {
        _size = size;
        _messages = [.. Enumerable.Range(0, size * size).Select(static _ => new BlockingCollection<byte[]>())];
    }

    /// <summary>Does the same on all ranks at once.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="size">Number of ranks.</param>
    /// <param name="action">Is given the rank's communicator.</param>
    /// <returns>What came of it on each, or the exception that left it.</returns>
    public static (T? Result, Exception? Exception)[] Run<T>(int size, Func<Communicator, T> action)
    {
        InProcessRanks ranks = new(size);
        var outcomes = new (T?, Exception?)[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() => outcomes[rank] = Outcome(action, new Member(ranks, rank))))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.All(ranks._messages, static messages => Assert.Empty(messages));
        return outcomes;
    }

    private static (T?, Exception?) Outcome<T>(Func<Communicator, T> action, Communicator communicator)
    {
        try
        {
            return (action(communicator), null);
        }
        catch (Exception e)
        {
            return (default, e);
        }
    }

    private sealed class Member(InProcessRanks ranks, int rank) : Communicator
    {
        public override int Rank => rank;

        public override int Size => ranks._size;

        public override void Exchange(int other, ReadOnlySpan<byte> sent, Span<byte> received)
        {
            ranks._messages[(rank * Size) + other].Add(sent.ToArray());
            if (!ranks._messages[(other * Size) + rank].TryTake(out byte[]? message, Patience)) throw new CommunicationException($"Rank {rank} waited in vain for rank {other}.");
            if (message.Length != received.Length) throw new CommunicationException($"Rank {rank} expected {received.Length} bytes of rank {other}, and got {message.Length}.");
            message.CopyTo(received);
        }
    }
}
