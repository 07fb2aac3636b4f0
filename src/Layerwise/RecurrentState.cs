using System.ComponentModel;
using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// What a network with recurrent layers remembers of one sequence between two calls, allocated once. The network itself remembers nothing: one instance serves as many sequences at
/// a time as there are states. One call at a time for each.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
public abstract class RecurrentState<TNetwork>
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private readonly AlignedBuffer _buffer = new(TNetwork.StateRoom);

    /// <summary>The state before the first step: all 0.</summary>
    protected RecurrentState()
    {
    }

    /// <summary>All that is remembered, [<see cref="INetwork{TSelf}.StateSize"/>], layer after layer: h [units], and behind it c [units] of an <see cref="LstmAttribute"/>.</summary>
    public Span<float> Values => _buffer.Span[..TNetwork.StateSize];

    /// <summary>For generated code: the first number.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffer.Origin;
    }

    /// <summary>Forgets everything: the next step is the first one of a sequence.</summary>
    public void Reset() => Values.Clear();

    /// <summary>Makes another state remember the same.</summary>
    /// <param name="other">The other one.</param>
    public void CopyTo(RecurrentState<TNetwork> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Values.CopyTo(other.Values);
    }
}
