using Layerwise;
using Playground.Data;
using Playground.Training;

namespace Playground.Networks;

/// <summary>One of the networks that can be chosen.</summary>
/// <param name="ClassName">The class, by whose name its declaration is found.</param>
/// <param name="Title">What lists call it.</param>
/// <param name="IsSound">Whether it is declared as one should; otherwise it makes a famous mistake.</param>
internal abstract record NetworkChoice(string ClassName, string Title, bool IsSound)
{
    /// <summary>Begins to train one.</summary>
    public abstract INetworkTraining Begin(LearningTask task, IOptimizer optimizer, ulong seed);

    /// <summary>One that is declared as one should.</summary>
    public static NetworkChoice Sound<TNetwork>(string title, Func<ulong, TNetwork> create)
        where TNetwork : class, INetwork<TNetwork> => new Choice<TNetwork>(title, IsSound: true, create);

    /// <summary>One that makes a famous mistake.</summary>
    public static NetworkChoice Mistake<TNetwork>(string title, Func<ulong, TNetwork> create)
        where TNetwork : class, INetwork<TNetwork> => new Choice<TNetwork>(title, IsSound: false, create);

    private sealed record Choice<TNetwork>(string Title, bool IsSound, Func<ulong, TNetwork> Create) : NetworkChoice(typeof(TNetwork).Name, Title, IsSound)
        where TNetwork : class, INetwork<TNetwork>
    {
        public override INetworkTraining Begin(LearningTask task, IOptimizer optimizer, ulong seed) => new NetworkTraining<TNetwork>(Create(seed), task, optimizer, seed);
    }
}
