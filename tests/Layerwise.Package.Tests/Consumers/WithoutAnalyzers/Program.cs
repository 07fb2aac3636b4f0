using Layerwise;
Console.WriteLine(new Tiny(seed: 1).Parameters.Length);
[Layer(2, 1, Activation.Sigmoid)] partial class Tiny;
