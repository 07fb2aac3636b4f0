using System.Reflection;

namespace Layerwise.Conformance.GuardPages;

/// <summary>Steps of one sequence with a state, of networks that go step by step.</summary>
internal static class GuardedSteps
{
    /// <summary>Any number of steps from the beginning of a sequence; null for a network without a state.</summary>
    public static Inference? Of<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.StateSize == 0) return null;
        MethodInfo forward = typeof(GuardedSteps).GetMethod(nameof(FromState), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (Inference)forward.MakeGenericMethod(typeof(TNetwork)).Invoke(null, [network])!;
    }

    private static Inference FromState<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork> => (inputs, outputs) => network.Forward(inputs, outputs, TNetwork.CreateState());
}
