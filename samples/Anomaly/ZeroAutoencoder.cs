using Layerwise;

namespace Anomaly;

/// <summary>Draws an image of a zero again, through eight numbers: what is no zero, it draws badly.</summary>
[Layer(64, 32, Activation.Tanh)]
[Layer(32, 8, Activation.Tanh)]
[Layer(8, 32, Activation.Tanh)]
[Layer(32, 64, Activation.Identity)]
public sealed partial class ZeroAutoencoder;

/// <summary>The same as a training left it, compiled into the program: pixels from 0 to 16 in and out.</summary>
[Frozen(typeof(ZeroAutoencoder), "zeros.safetensors")]
public static partial class ZeroMemory;
