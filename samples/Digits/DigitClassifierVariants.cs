using Layerwise;

namespace Digits;

/// <summary>The same with batch normalization, which makes the biases before it superfluous.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class NormalizedDigitClassifier;

/// <summary>The same with dropout.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal, Dropout = 0.2f)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class DropoutDigitClassifier;

/// <summary>The same with both.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false, Dropout = 0.2f)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class NormalizedDropoutDigitClassifier;

/// <summary>
/// Filters that look at 3 × 3 pixels wherever they are in the image, twice, with the largest of four neighbours in between: a stroke that is shifted by a pixel is the same stroke.
/// Seeds 0 to 9 read 98.3 % to 99.4 % of the test digits right, 99.0 % on average.
/// </summary>
[Input(8, 8, 1)]
[Conv2D(1, 16, 3, Activation.Relu, Init.HeNormal, Padding = Padding.Same)]
[MaxPool2D(2)]
[Conv2D(16, 32, 3, Activation.Relu, Init.HeNormal, Padding = Padding.Same)]
[MaxPool2D(2)]
[Layer(128, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class ConvolutionalDigitClassifier;
