using System.ComponentModel;
using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// What a network remembers of one sequence between two calls, allocated once. The network itself remembers nothing: it serves as many sequences at a time as
/// there are states. One call at a time for each.
/// </summary>
public abstract class RecurrentState
{
    private readonly AlignedBuffer _buffer;
    private readonly int _size;

    /// <summary>For generated code: the state before the first step, all 0.</summary>
    /// <param name="size">Floats that are remembered.</param>
    /// <param name="room">Those, and behind them what a block of steps needs.</param>
    protected RecurrentState(int size, int room)
    {
        _buffer = new AlignedBuffer(room);
        _size = size;
    }

    /// <summary>
    /// All that is remembered, [StateSize], layer after layer: h [units], and behind it c [units] of an <see cref="LstmAttribute"/>; of a causal <see cref="Conv1DAttribute"/> the
    /// (kernel − 1) × dilation steps that its window reaches back, a ring [steps, channels], and behind it which of them is the oldest, from 0: the next step takes its place.
    /// </summary>
    public Span<float> Values => _buffer.Span[.._size];

    /// <summary>For generated code: the first number.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffer.Origin;
    }

    /// <summary>Forgets everything: the next step is the first one of a sequence.</summary>
    public void Reset() => Values.Clear();
}

/// <summary>The state of a network that can be trained; a frozen one has a class of its own.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
public abstract class RecurrentState<TNetwork> : RecurrentState
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    /// <summary>The state before the first step: all 0.</summary>
    protected RecurrentState()
        : base(TNetwork.StateSize, TNetwork.StateRoom)
    {
    }

    /// <summary>Makes another state remember the same.</summary>
    /// <param name="other">The other one.</param>
    public void CopyTo(RecurrentState<TNetwork> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Values.CopyTo(other.Values);
    }
}
