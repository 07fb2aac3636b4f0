using Layerwise;

namespace LayerwiseConsole;

/// <summary>Predicts the rent of a flat: size, age and distance from the centre in, euros out. The compiler writes the rest.</summary>
[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
[Layer(3, 32, Activation.Tanh)]
[Layer(32, 16, Activation.Tanh)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class RentRegressor;
