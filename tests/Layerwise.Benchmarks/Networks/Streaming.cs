namespace Layerwise.Benchmarks.Networks;

/// <summary>Two causal convolutions over one number at a time: 8 filters.</summary>
[Network(Streaming = true)]
[Input(64, 1)]
[Conv1D(1, 8, 3, Activation.Tanh, Padding = Padding.Causal)]
[Conv1D(8, 8, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 4)]
[Layer(8, 1, Activation.Identity)]
public sealed partial class Causal8;

/// <summary>16 filters.</summary>
[Network(Streaming = true)]
[Input(64, 1)]
[Conv1D(1, 16, 3, Activation.Tanh, Padding = Padding.Causal)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 4)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class Causal16;

/// <summary>Eight layers, each of which looks back twice as far as the one before it: 513 steps together.</summary>
[Network(Streaming = true)]
[Input(1024, 1)]
[Conv1D(1, 16, 3, Activation.Tanh, Padding = Padding.Causal)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2, Residual = true)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 4, Residual = true)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 8, Residual = true)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 16, Residual = true)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 32, Residual = true)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 64, Residual = true)]
[Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 128, Residual = true)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class Dilated;
