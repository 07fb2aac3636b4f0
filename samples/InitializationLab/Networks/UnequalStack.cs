using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Linear layers with fanIn/fanOut from 1/16 to 16: without an activation, n·Var(w) is all there is to the gains.</summary>
[Layer(32, 512, Activation.Identity, Init.XavierNormal)]
[Layer(512, 128, Activation.Identity, Init.XavierNormal)]
[Layer(128, 256, Activation.Identity, Init.XavierNormal)]
[Layer(256, 256, Activation.Identity, Init.XavierNormal)]
[Layer(256, 128, Activation.Identity, Init.XavierNormal)]
[Layer(128, 512, Activation.Identity, Init.XavierNormal)]
[Layer(512, 32, Activation.Identity, Init.XavierNormal)]
internal sealed partial class UnequalStack;
