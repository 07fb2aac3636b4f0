namespace Layerwise.Benchmarks.Networks;

/// <summary>2.5 million parameters: a file of 10 MB.</summary>
[Layer(1600, 1600, Activation.Relu)]
internal sealed partial class TenMegabytes;
