using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2xxx: what the weights and biases start with.</summary>
internal static class InitializationRules
{
    public static ImmutableArray<INetworkRule> All { get; } = ImmutableArray.Create<INetworkRule>(
        new XavierWithRectifier(),
        new HeWithoutRectifier(),
        new LeCunWithRectifier(),
        new SeluWithoutLeCun(),
        new ZeroWeights(),
        new ConstantWeights(),
        new UniformInDeepNetwork(),
        new UnsuitableScale(),
        new BiasOutOfRange(),
        new UnsuitableGain(),
        new IdentityNotSquare(),
        new DeadAtBirth());
}
