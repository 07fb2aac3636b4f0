using System;
using Layerwise;

[assembly: CLSCompliant(false)]

namespace StrictNetworks;

/// <summary>A network in a project that turns every rule on.</summary>
[Layer(64, 32, Activation.Gelu)]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class Strict
{
}
