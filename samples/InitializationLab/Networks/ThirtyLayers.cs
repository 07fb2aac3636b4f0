using Layerwise;

namespace InitializationLab.Networks;

/// <summary>The depth at which He et al. 2015 saw Xavier's initializer fail with ReLU (figure 3), on images of digits.</summary>
[Layer(64, 64, Activation.Relu, Init.HeNormal, Repeat = 29)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ThirtyLayers;
