using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Into a chain of blocks.</summary>
[Layer(64, 32, Activation.Identity, Init.LeCunNormal)]
internal sealed partial class ChainEntrance;

/// <summary>A quarter of a thousand layers without normalization, four of which make a thousand.</summary>
[Layer(32, 32, Activation.Relu, Init.HeNormal, Order = LayerOrder.ActivateLinearAdd, Repeat = 250)]
internal sealed partial class PlainBlocks;

/// <summary>The same layers, each added to what it takes.</summary>
[Layer(32, 32, Activation.Relu, Init.Zeros, Order = LayerOrder.ActivateLinearAdd, Residual = true, Repeat = 250)]
internal sealed partial class ResidualBlocks;

/// <summary>From a chain of blocks to logits.</summary>
[Layer(32, 10, Activation.Identity, Init.XavierNormal)]
internal sealed partial class ChainExit;
