namespace Layerwise.OnnxRuntime.Tests.Networks;

[Input("State", 2)]
[Input("Goal", 1)]
[Layer(3, 5, Activation.Tanh)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class NamedInputs;

[Input("Goal", 1)]
[Input("State", 2)]
[Layer(3, 5, Activation.Tanh)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class InputsInAnotherOrder;
