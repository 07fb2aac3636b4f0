namespace Layerwise.OnnxRuntime.Tests.Recurrent;

[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class GruAndDense;

[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 2, Activation.Tanh)]
internal sealed partial class GruAndTanh;

[Input(6, 3)]
[Lstm(3, 5)]
[Layer(5, 2, Activation.Tanh)]
internal sealed partial class LstmAndTanh;

[Input(6, 3)]
[Lstm(3, 5)]
[Lstm(5, 5)]
[Layer(5, 2, Activation.Tanh)]
internal sealed partial class StackedLstm;

[Input(6, 3)]
[Rnn(3, 5)]
[Rnn(5, 5)]
[Layer(5, 2, Activation.Tanh)]
internal sealed partial class StackedRnn;

[Input(6, 3)]
[Rnn(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Tanh)]
internal sealed partial class RnnOfRelu;

[Input(6, 3)]
[Gru(3, 5)]
[Gru(5, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class GruOfLastStep;

[Input(6, 3)]
[Lstm(3, 5)]
[Lstm(5, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.LogSoftmax)]
internal sealed partial class LstmOfLastStep;

[Input(6, 3)]
[Lstm(3, 5)]
[Lstm(5, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class TwoLstm;

[Input(6, 3)]
[Lstm(3, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class LstmAndDense;

[Input(6, 3)]
[Layer(3, 5, Activation.Relu)]
[Gru(5, 5, Residual = true)]
[Layer(5, 5, Activation.Tanh, Residual = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class GruWithResiduals;

[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 2, Activation.Relu, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class GruAndNormalized;

[Input(6, 3)]
[Lstm(3, 5)]
[Layer(5, 2, Activation.Sigmoid)]
internal sealed partial class LstmAndSigmoid;

[Input(6, 3)]
[Gru(3, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Softmax)]
internal sealed partial class GruAndSoftmax;

[Input(6, 3)]
[Rnn(3, 5, Activation.LeakyRelu, Slope = 0.2f, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class RnnOfLeakyRelu;

[Input(6, 3)]
[Rnn(3, 5, Activation.Elu, Slope = 0.7f)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class RnnOfElu;

[Input(6, 3)]
[Rnn(3, 5, Activation.Gelu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class RnnOfGelu;

[Input(6, 3)]
[Gru(3, 4)]
internal sealed partial class GruAlone;

[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 4, Activation.Tanh, Head = "Policy")]
[Output("Policy", 4, 3, Activation.Softmax)]
[Output("Value", 5, 1, Activation.Identity)]
internal sealed partial class StepHeads;

[Input(6, 3)]
[Lstm(3, 5, LastStepOnly = true)]
[Output("Policy", 5, 3, Activation.Softmax)]
[Output("Value", 5, 1, Activation.Identity)]
internal sealed partial class LastHeads;

[Input(6, 3)]
[Gru(3, 5, ResetAfter = false, LastStepOnly = true)]
[Layer(5, 2, Activation.Softmax)]
internal sealed partial class GruResetFirst;

[Input(6, 3)]
[Gru(3, 5, ResetAfter = false)]
[Gru(5, 5, ResetAfter = false, Residual = true)]
[Layer(5, 2, Activation.Tanh)]
internal sealed partial class StackedGruResetFirst;

[Input(6, 3)]
[Layer(3, 4, Activation.Silu, RmsNormalization = true)]
[Lstm(4, 4, Residual = true)]
[Layer(4, 6, Activation.PRelu, SlopePerUnit = true)]
[Layer(6, 4, Activation.Gelu, Residual = true, ResidualSpan = 2, LayerNormalization = true)]
[Rnn(4, 3, Activation.HardSigmoid)]
[Gru(3, 5, LastStepOnly = true)]
[Layer(5, 7, Activation.Relu)]
[Layer(7, 2, Activation.Softmax)]
internal sealed partial class Mixed;

[Network(Streaming = true)]
[Input(12, 3)]
[Conv1D(3, 4, 3, Activation.Relu, Padding = Padding.Causal, Dilation = 2, LayerNormalization = true)]
[Conv1D(4, 6, 2, Activation.Tanh, Padding = Padding.Causal, Residual = true, Projection = true)]
[Conv1D(6, 6, 3, Activation.Softsign, Padding = Padding.Causal, Groups = 2, Residual = true)]
[Layer(6, 2, Activation.PRelu, SlopePerUnit = true)]
internal sealed partial class ConvolutionsAlone;

[Input(12, 3)]
[Conv1D(3, 4, 3, Activation.PRelu, SlopePerUnit = true, Padding = Padding.Causal)]
[Layer(4, 4, Activation.Tanh)]
[Gru(4, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ConvolutionsAndGru;

[Input(6, 3)]
[Conv1D(3, 4, 3, Activation.Relu, Padding = Padding.Causal)]
[Gru(4, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ConvolutionAndGru;

[Input(6, 3)]
[Lstm(3, 5)]
[Conv1D(5, 4, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
[Conv1D(4, 2, 1, Activation.Identity)]
internal sealed partial class LstmAndConvolution;

[Input(6, 3)]
[Conv1D(3, 4, 2, Activation.Sigmoid, Padding = Padding.Causal)]
[Lstm(4, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ConvolutionAndLastStep;

[Network(Streaming = true)]
[Input(6, 3)]
[Conv1D(3, 4, 3, Activation.Relu, Padding = Padding.Causal)]
[Conv1D(4, 6, 2, Activation.Tanh, Padding = Padding.Causal, Dilation = 3, Groups = 2, Residual = true, Projection = true)]
[Layer(6, 2, Activation.Identity)]
internal sealed partial class Convolutional;

[Input(6, 3)]
[Rnn(3, 5)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class RnnAndDense;

[Input(6, 3)]
[Gru(3, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class GruOfOneAnswer;

[Input(6, 3)]
[Lstm(3, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class LstmOfOneAnswer;

[Input(6, 3)]
[Rnn(3, 5, LastStepOnly = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class RnnOfOneAnswer;

[Input(6, 3)]
[Gru(3, 5)]
[Layer(5, 5, Activation.Relu)]
[Layer(5, 2, Activation.Tanh)]
[Layer(2, 2, Activation.Identity)]
internal sealed partial class GruAndScaled;
