using Layerwise;

namespace Game;

[Frozen("constants.safetensors")]
[Layer(2, 1, Activation.Identity)]
public static partial class Reader;
