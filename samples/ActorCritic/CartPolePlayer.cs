using Layerwise;

namespace ActorCritic;

/// <summary>What the network has learned, compiled into the program.</summary>
[Frozen(typeof(CartPoleNetwork), "cart-pole.safetensors")]
public static partial class CartPolePlayer;
