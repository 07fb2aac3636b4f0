using Layerwise;

namespace Tabular;

/// <summary>Tells the cultivar of a wine from thirteen measurements, as the laboratory writes them: it scales them by itself.</summary>
[Network(Inputs = InputScaling.Standardize)]
[Layer(13, 16, Activation.Tanh)]
[Layer(16, 3, Activation.Softmax)]
public sealed partial class WineClassifier;

/// <summary>The same as a training left it, compiled into the program, with the scaling in the weights of its first layer.</summary>
[Frozen(typeof(WineClassifier), "wine.safetensors")]
public static partial class WineReader;
