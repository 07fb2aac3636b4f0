namespace Layerwise.Benchmarks.Ranks;

/// <summary>8.4 million parameters: as large as networks get here.</summary>
[Layer(1024, 4096, Activation.Relu, Init.HeNormal)]
[Layer(4096, 1024, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class LargeNetwork;
