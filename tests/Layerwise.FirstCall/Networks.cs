namespace Layerwise.FirstCall;

[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax)]
internal sealed partial class DigitClassifier;

[Layer(784, 128, Activation.Relu)]
[Layer(128, 10, Activation.Softmax)]
internal sealed partial class ImageClassifier;
