using Layerwise;

[Layer(64, 32, Activation.Relu, Init.XavierNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class DigitClassifier;
