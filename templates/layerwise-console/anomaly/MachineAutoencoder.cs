using Layerwise;

namespace LayerwiseConsole;

/// <summary>Gives the readings of a machine back through two numbers, which it can only where they are as usual. The compiler writes the rest.</summary>
[Layer(4, 16, Activation.Tanh)]
[Layer(16, 2, Activation.Identity)]
[Layer(2, 16, Activation.Tanh)]
[Layer(16, 4, Activation.Identity)]
public sealed partial class MachineAutoencoder;
