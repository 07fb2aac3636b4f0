using Layerwise.Runtime;

namespace Layerwise;

/// <summary>An optimizer's step, shared out among the threads of a trainer: each moves some of the parameters, and any number of threads gives the same bits.</summary>
internal sealed class ShardedUpdate<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    // Parameters that one thread moves at a time: enough that the constants of a rule cost nothing.
    private const int ParametersPerItem = 16384;

    private readonly Crew _crew;
    private readonly UpdateGroup[] _items;
    private readonly Action<int> _move;
    private Job _job;
    private bool _isFinite;

    /// <param name="crew">The threads.</param>
    /// <param name="groups">What the optimizer moves by which rule.</param>
    public ShardedUpdate(Crew crew, UpdateGroups<TNetwork> groups)
    {
        _crew = crew;
        _items = [.. groups.All.SelectMany(Cut)];

        // Made once, because a delegate is an allocation.
        _move = Move;
    }

    /// <summary>Moves a network's parameters by its gradients; one's own optimizers do it on the calling thread.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="network">Whose parameters move.</param>
    /// <param name="gradients">Of the batch.</param>
    /// <param name="state">What the optimizer remembers.</param>
    /// <param name="step">Number of the step, counted from 1.</param>
    /// <param name="rateFactor">What its learning rate is multiplied by.</param>
    /// <returns>Whether the state is finite afterwards; true for one's own optimizers, whose state may hold anything.</returns>
    public bool TryStep(IOptimizer optimizer, TNetwork network, AlignedBuffer gradients, float[] state, long step, double rateFactor)
    {
        if (optimizer is not IElementwiseOptimizer)
        {
            optimizer.Step(network.Parameters, gradients.Span, state, step, rateFactor);
            return true;
        }

        _job = new Job(network, gradients, state, step, rateFactor);
        _isFinite = true;
        _crew.Run(_items.Length, _move);
        return _isFinite;
    }

    private static IEnumerable<UpdateGroup> Cut(UpdateGroup group)
    {
        for (int start = 0; start < group.Count; start += ParametersPerItem)
        {
            yield return group with { First = group.First + start, Count = Math.Min(ParametersPerItem, group.Count - start) };
        }
    }

    private void Move(int item)
    {
        UpdateGroup own = _items[item];
        float[] state = _job.State;
        own.Optimizer.Step(
            new UpdateSlice(_job.Network.Parameters, _job.Gradients.Span, state, _job.Step, own.First, own.Count), _job.RateFactor * own.RateFactor);

        // Here, while it lies in a cache near by.
        for (int vector = own.First; vector < state.Length; vector += TNetwork.ParameterCount)
        {
            if (NonFinite.Any(state.AsSpan(vector, own.Count))) _isFinite = false;
        }
    }

    private readonly record struct Job(TNetwork Network, AlignedBuffer Gradients, float[] State, long Step, double RateFactor);
}
