using Layerwise;

namespace ActorCritic;

/// <summary>What the pole does, in; how probable each push should be, and what this state is worth, out.</summary>
[Layer(CartPole.ObservationSize, 32, Activation.Tanh)]
[Layer(32, 32, Activation.Tanh)]
[Output("Policy", 32, CartPole.ActionCount, Activation.Softmax, Init.RandomNormal, InitScale = 0.01f)]
[Output("Value", 32, 1, Activation.Identity)]
public sealed partial class CartPoleNetwork;
