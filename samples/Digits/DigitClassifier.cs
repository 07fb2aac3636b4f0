using Layerwise;

namespace Digits;

/// <summary>Reads a handwritten digit: 64 pixels in, the probability of each digit out. The compiler writes the rest of this class.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class DigitClassifier;
