using Layerwise;

namespace Layerwise.Benchmarks.Networks;

// One square layer each, from ten thousand weights to where only main memory is large enough: what a weight costs at every scale.

[Layer(96, 96, Activation.Relu)]
internal sealed partial class Square96;

[Layer(192, 192, Activation.Relu)]
internal sealed partial class Square192;

[Layer(384, 384, Activation.Relu)]
internal sealed partial class Square384;

[Layer(768, 768, Activation.Relu)]
internal sealed partial class Square768;

[Layer(1536, 1536, Activation.Relu)]
internal sealed partial class Square1536;

[Layer(4096, 4096, Activation.Relu)]
internal sealed partial class Square4096;
