using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Layerwise;

/// <summary>
/// The calling thread and some helpers that share out the items of a task. Helpers start with the first task that needs them and
/// live until <see cref="Stop"/>; handing out a task allocates nothing.
/// </summary>
/// <remarks>
/// The caller waits for items, not for helpers: where other programs keep a helper from running, the caller does all items itself.
/// </remarks>
internal sealed class Crew(int threads)
{
    // About what it costs to wake a thread that sleeps: who spins so long at most doubles the price of a wait, and the next task of
    // a training step comes sooner as a rule.
    private static readonly long SpinTicks = Stopwatch.Frequency / 10_000;

    private readonly object _gate = new();
    private readonly Thread[] _helpers = new Thread[threads - 1];
    private bool _isRunning;
    private bool _isStarted;
    private bool _isStopping;
    private Action<int>? _task;
    private int _round;

    // Items that nobody has taken, below 0 when there are none; taking one makes it the number of the item taken.
    private int _remaining;
    private int _unfinished;
    private ExceptionDispatchInfo? _failure;
    private int _failedItem;

    /// <summary>Does the items 0 to <paramref name="count"/> − 1, each once, in any order and on any of the threads.</summary>
    /// <remarks>When items fail, the others are done all the same, and the exception of the first of them is thrown here.</remarks>
    /// <exception cref="InvalidOperationException">Called by an item, whose own task would then work on what the new one is about.</exception>
    public void Run(int count, Action<int> task)
    {
        if (_isRunning) throw new InvalidOperationException("The trainer is computing a batch: an activation or another part of its network can't call it.");
        _isRunning = true;
        try
        {
            DoAll(count, task);
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>Ends the helpers, and returns when the last one has ended. A later task starts new ones.</summary>
    public void Stop()
    {
        if (!_isStarted) return;
        _isStopping = true;
        NextRound();
        foreach (Thread helper in _helpers) helper.Join();
        _isStopping = false;
        _isStarted = false;
    }

    private void DoAll(int count, Action<int> task)
    {
        if (_helpers.Length == 0 || count == 1)
        {
            for (int item = 0; item < count; item++) task(item);
            return;
        }

        if (!_isStarted) Start();
        _task = task;
        _failure = null;
        _failedItem = int.MaxValue;
        _unfinished = count;
        Interlocked.Exchange(ref _remaining, count);
        NextRound();

        DoItems();
        AwaitItems();
        _failure?.Throw();
    }

    private void Start()
    {
        int round = _round;
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(() => Help(round)) { IsBackground = true, Name = "Layerwise" };
            _helpers[i].Start();
        }

        _isStarted = true;
    }

    private void NextRound()
    {
        lock (_gate)
        {
            Volatile.Write(ref _round, _round + 1);
            Monitor.PulseAll(_gate);
        }
    }

    private void Help(int round)
    {
        while (true)
        {
            round = AwaitRoundAfter(round);
            if (_isStopping) return;
            DoItems();
        }
    }

    // A helper that comes late finds no items, or those of a later task, which it may do just as well: whoever has taken an item
    // keeps its task from being over.
    private void DoItems()
    {
        for (int item = Interlocked.Decrement(ref _remaining); item >= 0; item = Interlocked.Decrement(ref _remaining))
        {
            try
            {
                _task!(item);
            }
            catch (Exception e)
            {
                Keep(e, item);
            }

            if (Interlocked.Decrement(ref _unfinished) > 0) continue;
            lock (_gate) Monitor.PulseAll(_gate);
        }
    }

    private void Keep(Exception exception, int item)
    {
        lock (_gate)
        {
            if (item > _failedItem) return;
            _failedItem = item;
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private int AwaitRoundAfter(int round)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < SpinTicks)
        {
            if (Volatile.Read(ref _round) is var next && next != round) return next;
            Thread.SpinWait(10);
        }

        lock (_gate)
        {
            while (_round == round) Monitor.Wait(_gate);
            return _round;
        }
    }

    private void AwaitItems()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < SpinTicks)
        {
            if (Volatile.Read(ref _unfinished) == 0) return;
            Thread.SpinWait(10);
        }

        lock (_gate)
        {
            while (_unfinished > 0) Monitor.Wait(_gate);
        }
    }
}
