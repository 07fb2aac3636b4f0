using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Inference of many samples on several threads, which share out the rows of each call. Threads start with the first call that needs them and sleep between two;
/// calls allocate nothing.
/// </summary>
/// <remarks>
/// The number of threads changes no bit. Against one call of <see cref="INetwork{TSelf}.Forward(ReadOnlySpan{float}, Span{float})"/>, the rows behind the last multiple
/// of 96 may differ in the last bit: how few are left over decides the order of their sums.
/// Worth it from some hundred microseconds of work on: waking a thread takes about as long as 784-128-10 takes for 20 samples. One call at a time: who has
/// requests of its own on each thread calls the network itself, which any number of threads may do at once.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
public sealed class BatchInference<TNetwork> : IDisposable
    where TNetwork : class, INetwork<TNetwork>
{
    // Every part starts at a multiple of this: rows of a tile, so that no row is computed in another way than in one call.
    private const int Unit = Tiles.Tiling.BatchAccumulators;

    // The rows that one call of a network takes through all layers together, as a rule, which then computes the same bits.
    private const int Block = 8 * Unit;

    // More than one for each thread, because threads don't start together and are not equally fast.
    private const int PartsPerThread = 3;

    private readonly TNetwork _network;
    private readonly int _threads;
    private readonly Crew _crew;
    private readonly Action<int> _part;

    private int _isRunning;
    private nint _inputs;
    private nint _outputs;
    private int _rows;
    private int _rowsPerPart;
    private int _lastStart;

    /// <summary>Of a network, whose parameters may change between two calls.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">How many threads share a call, the calling one among them: at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    /// <exception cref="PlatformNotSupportedException"><paramref name="threads"/> is more than 1 in a browser.</exception>
    public BatchInference(TNetwork network, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ThreadStart.Check(threads, nameof(threads));
        _network = network;
        _threads = threads;
        _crew = new Crew(threads);
        _part = ForwardPart;
    }

    /// <summary>The outputs of any whole number of samples.</summary>
    /// <param name="inputs">[rows, InputSize], one sample after the other.</param>
    /// <param name="outputs">[rows, OutputSize], written.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the outputs overlap the inputs or the network; nothing is written then.</exception>
    /// <exception cref="InvalidOperationException">Another call is running. An exception of an activation of one's own ends the call, too, with some outputs written.</exception>
    public unsafe void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int rows = Guard.Rows(inputs.Length, TNetwork.InputSize, nameof(inputs));
        Guard.Length(outputs.Length, rows, TNetwork.OutputSize, nameof(outputs));
        Guard.Disjoint(outputs, inputs, nameof(outputs), nameof(inputs));
        Guard.Disjoint(outputs, _network.Parameters, nameof(outputs), "Parameters");
        Guard.Disjoint(outputs, _network.RunningStatistics, nameof(outputs), "RunningStatistics");
        if (rows == 0) return;

        // Before anything of the call that runs is written over: its threads are reading where its rows are.
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException("Another call is running: each thread that calls needs a BatchInference of its own, or calls the network itself.");
        }

        try
        {
            fixed (float* x = inputs, y = outputs) _crew.Run(Cut(rows, (nint)x, (nint)y), _part);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Ends the threads. A later call starts new ones.</summary>
    public void Dispose() => _crew.Stop();

    // The last part starts at a place that doesn't depend on the threads: few rows that are left over are computed one by one.
    private int Cut(int rows, nint inputs, nint outputs)
    {
        _inputs = inputs;
        _outputs = outputs;
        _rows = rows;
        _rowsPerPart = Sharding.Quotient(rows, _threads * PartsPerThread * Unit) * Unit;
        _lastStart = (rows - 1) / Block * Block;
        return Sharding.Quotient(_lastStart, _rowsPerPart) + 1;
    }

    private unsafe void ForwardPart(int part)
    {
        int start = Math.Min(part * _rowsPerPart, _lastStart);
        int end = start == _lastStart ? _rows : Math.Min(start + _rowsPerPart, _lastStart);
        _network.Forward(
            new ReadOnlySpan<float>((float*)_inputs + ((nint)start * TNetwork.InputSize), (end - start) * TNetwork.InputSize),
            new Span<float>((float*)_outputs + ((nint)start * TNetwork.OutputSize), (end - start) * TNetwork.OutputSize));
    }
}
