namespace Layerwise.OnnxRuntime.Tests.Recurrent;

[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ScaledGru;

[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class PlainGru;

[Network(Inputs = InputScaling.MinMax, Targets = TargetScaling.Standardize)]
[Input(6, 3)]
[Gru(3, 5, ResetAfter = false)]
[Gru(5, 4, LastStepOnly = true)]
[Layer(4, 2, Activation.Identity)]
internal sealed partial class ScaledGruResetFirst;

[Input(6, 3)]
[Gru(3, 5, ResetAfter = false)]
[Gru(5, 4, LastStepOnly = true)]
[Layer(4, 2, Activation.Identity)]
internal sealed partial class PlainGruResetFirst;

[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
[Input(6, 3)]
[Lstm(3, 5, LastStepOnly = true)]
[Layer(5, 4, Activation.Relu)]
[Layer(4, 2, Activation.Identity)]
internal sealed partial class ScaledLstm;

[Input(6, 3)]
[Lstm(3, 5, LastStepOnly = true)]
[Layer(5, 4, Activation.Relu)]
[Layer(4, 2, Activation.Identity)]
internal sealed partial class PlainLstm;

[Network(Inputs = InputScaling.Standardize)]
[Input(6, 3)]
[Lstm(3, 5)]
[Lstm(5, 5, Residual = true)]
[Layer(5, 2, Activation.Softmax)]
internal sealed partial class ScaledLstmClassifier;

[Input(6, 3)]
[Lstm(3, 5)]
[Lstm(5, 5, Residual = true)]
[Layer(5, 2, Activation.Softmax)]
internal sealed partial class PlainLstmClassifier;

[Network(Inputs = InputScaling.MinMax, Targets = TargetScaling.Standardize)]
[Input(6, 3)]
[Rnn(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ScaledRnn;

[Input(6, 3)]
[Rnn(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class PlainRnn;

[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
[Input(6, 3)]
[Layer(3, 4, Activation.Tanh, LayerNormalization = true)]
[Rnn(4, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ScaledDenseFirst;

[Input(6, 3)]
[Layer(3, 4, Activation.Tanh, LayerNormalization = true)]
[Rnn(4, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class PlainDenseFirst;
