namespace Layerwise.OnnxRuntime.Tests.Networks;

[Layer(3, 5, Activation.Tanh)]
[Output("Action", 5, 2, Activation.Softmax)]
[Layer(5, 4, Activation.Relu, Head = "Value")]
[Layer(4, 4, Activation.Relu, Head = "Value", Residual = true)]
[Output("Value", 4, 1, Activation.Identity)]
internal sealed partial class ActorCritic;
