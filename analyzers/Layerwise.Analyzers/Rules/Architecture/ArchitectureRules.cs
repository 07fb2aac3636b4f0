using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Architecture.HiddenLayers;
using Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;
using Layerwise.Analyzers.Rules.Architecture.Outputs;
using Layerwise.Analyzers.Rules.Architecture.Recurrence;
using Layerwise.Analyzers.Rules.Architecture.Windows;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3xxx: activations, losses, and how the layers go together.</summary>
internal static class ArchitectureRules
{
    public static ImmutableArray<INetworkRule> All { get; } = ImmutableArray.Create<INetworkRule>(
        new HiddenSoftmax(),
        new SoftmaxOverOneOutput(),
        new SoftmaxWithSeparateLoss(),
        new SigmoidWithCrossEntropy(),
        new RangeLossCannotTake(),
        new RegressionOutputCut(),
        new LinearLayersCollapse(),
        new BiasBeforeNormalization(),
        new DropoutOnOutput(),
        new DropoutBeforeNormalization(),
        new DropoutOfMoreThanHalf(),
        new DropoutAfterSelu(),
        new DeepSaturatingStack(),
        new HiddenWidthOfOne(),
        new SlopeOfOneOrMore(),
        new FlatOutput(),
        new NormalizedOutputs(),
        new SingleUnitNormalized(),
        new ActivationOnConnection(),
        new OutputWithoutLoss(),
        new DrownedOutputs(),
        new SkippedPositions(),
        new LopsidedWindow(),
        new WindowBeyondInput(),
        new LargeLayerBehindPositions(),
        new PoolingWithoutActivation(),
        new RecurrentRectifier(),
        new RecurrentZeros(),
        new ClosedForgetGate(),
        new MemoryBeyondForecast());
}
