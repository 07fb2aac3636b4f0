using Layerwise;

Console.WriteLine(new Tiny(seed: 1).Parameters.Length);

[Layer(2, 3, Activation.Tanh)]
[Layer(4, 1, Activation.Sigmoid)]
internal sealed partial class Tiny;
