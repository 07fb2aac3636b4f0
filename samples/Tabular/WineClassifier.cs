using Layerwise;

namespace Tabular;

/// <summary>Tells the cultivar of a wine from thirteen measurements.</summary>
[Layer(13, 16, Activation.Tanh)]
[Layer(16, 3, Activation.Softmax)]
public sealed partial class WineClassifier;

/// <summary>The same as a training left it, compiled into the program: it takes measurements as the laboratory writes them.</summary>
[Frozen(typeof(WineClassifier), "wine.safetensors")]
public static partial class WineReader;
