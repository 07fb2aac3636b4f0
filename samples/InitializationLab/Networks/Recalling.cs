using InitializationLab.Measurements;
using Layerwise;

namespace InitializationLab.Networks;

/// <summary>tanh, remembering through an orthogonal matrix.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Rnn(Recall.Inputs, 24, Activation.Tanh, LastStepOnly = true)]
[Layer(24, 2, Activation.Softmax)]
internal sealed partial class TanhOrthogonal;

/// <summary>tanh, remembering through random weights of the same size.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Rnn(Recall.Inputs, 24, Activation.Tanh, RecurrentInit = Init.XavierNormal, LastStepOnly = true)]
[Layer(24, 2, Activation.Softmax)]
internal sealed partial class TanhXavier;

/// <summary>Forgets half of its cell with each step.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Lstm(Recall.Inputs, 16, ForgetBias = 0, LastStepOnly = true)]
[Layer(16, 2, Activation.Softmax)]
internal sealed partial class HalfForgetting;

/// <summary>Keeps 73 % of its cell with each step.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Lstm(Recall.Inputs, 16, LastStepOnly = true)]
[Layer(16, 2, Activation.Softmax)]
internal sealed partial class Keeping;

/// <summary>Units of ReLU that remember themselves.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Rnn(Recall.Inputs, 24, Activation.Relu, RecurrentInit = Init.Identity, LastStepOnly = true)]
[Layer(24, 2, Activation.Softmax)]
internal sealed partial class ReluIdentity;

/// <summary>ReLU, remembering through an orthogonal matrix.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Rnn(Recall.Inputs, 24, Activation.Relu, LastStepOnly = true)]
[Layer(24, 2, Activation.Softmax)]
internal sealed partial class ReluOrthogonal;

/// <summary>ReLU, whose weights multiply what it remembers.</summary>
[Network(InputPower = Recall.InputPower)]
[Input(Recall.Steps, Recall.Inputs)]
[Rnn(Recall.Inputs, 24, Activation.Relu, RecurrentGain = 1.5f, LastStepOnly = true)]
[Layer(24, 2, Activation.Softmax)]
internal sealed partial class Exploding;
