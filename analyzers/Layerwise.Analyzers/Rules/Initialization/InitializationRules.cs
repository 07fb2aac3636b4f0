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

    /// <summary>All that report a repair.</summary>
    public static ImmutableArray<string> RepairableIds { get; } = ImmutableArray.Create(
        XavierWithRectifier.Rule.Id,
        HeWithoutRectifier.Rule.Id,
        LeCunWithRectifier.Rule.Id,
        SeluWithoutLeCun.Rule.Id,
        ZeroWeights.Rule.Id,
        ConstantWeights.Rule.Id,
        UniformInDeepNetwork.Rule.Id,
        UnsuitableScale.TooSmall.Id,
        UnsuitableScale.TooLarge.Id,
        BiasOutOfRange.Rule.Id,
        UnsuitableGain.Gain.Id,
        UnsuitableGain.VarianceScale.Id,
        IdentityNotSquare.Rule.Id,
        DeadAtBirth.Rule.Id);
}
