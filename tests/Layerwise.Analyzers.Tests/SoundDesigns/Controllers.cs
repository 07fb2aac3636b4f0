namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>Policies and value functions of reinforcement learning, and controllers before them.</summary>
internal static class Controllers
{
    public static SoundDesign[] All { get; } =
    [
        new(
            "PpoActor",
            "Huang et al. 2022, The 37 Implementation Details of PPO; CleanRL, ppo.py: orthogonal, gains of the root of 2, and 0.01 at the end",
            """
            [Layer(4, 64, Activation.Tanh, Init.Orthogonal, Gain = ActivationGain.Relu)]
            [Layer(64, 64, Activation.Tanh, Init.Orthogonal, Gain = ActivationGain.Relu)]
            [Layer(64, 2, Activation.Softmax, Init.Orthogonal, Gain = 0.01f)]
            """),
        new(
            "PpoCritic",
            "CleanRL, ppo.py",
            """
            [Layer(4, 64, Activation.Tanh, Init.Orthogonal, Gain = ActivationGain.Relu)]
            [Layer(64, 64, Activation.Tanh, Init.Orthogonal, Gain = ActivationGain.Relu)]
            [Layer(64, 1, Activation.Identity, Init.Orthogonal, Gain = 1f)]
            """),
        new(
            "SpinningUpPolicy",
            "Achiam 2018, Spinning Up in Deep RL: 64-64 tanh, nn.Linear's default",
            """
            [Layer(4, 64, Activation.Tanh, Init.Uniform)]
            [Layer(64, 64, Activation.Tanh, Init.Uniform)]
            [Layer(64, 2, Activation.Softmax, Init.Uniform)]
            """),
        new(
            "CartPoleDqn",
            "PyTorch tutorials, intermediate/reinforcement_q_learning: 128-128 ReLU, SmoothL1Loss",
            """
            [Network(Loss = Loss.SmoothL1)]
            [Layer(4, 128, Activation.Relu, Init.Uniform)]
            [Layer(128, 128, Activation.Relu, Init.Uniform)]
            [Layer(128, 2, Activation.Identity, Init.Uniform)]
            """),
        new(
            "DdpgActor",
            "Lillicrap et al. 2016, Continuous control with deep reinforcement learning, section 7: 400-300 ReLU, fan-in uniform, [-0.003, 0.003] at the end, tanh",
            """
            [Layer(17, 400, Activation.Relu, Init.Uniform)]
            [Layer(400, 300, Activation.Relu, Init.Uniform)]
            [Layer(300, 6, Activation.Tanh, Init.RandomUniform, InitScale = 0.003f)]
            """),
        new(
            "Td3Critic",
            "Fujimoto, van Hoof, Meger 2018, Addressing Function Approximation Error; TD3.py: 256-256 ReLU",
            """
            [Layer(23, 256, Activation.Relu, Init.Uniform)]
            [Layer(256, 256, Activation.Relu, Init.Uniform)]
            [Layer(256, 1, Activation.Identity, Init.Uniform)]
            """),
        new(
            "AlphaZeroValueHead",
            "Silver et al. 2017, Mastering the game of Go without human knowledge, methods: 256 ReLU, a tanh in [-1, 1]",
            """
            [Layer(361, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 1, Activation.Tanh, Init.XavierNormal)]
            """),
        new(
            "TdGammon",
            "Tesauro 1995, Temporal Difference Learning and TD-Gammon: 198-80-4 sigmoids",
            """
            [Network(Loss = Loss.MeanSquaredError)]
            [Layer(198, 80, Activation.Sigmoid, Init.XavierUniform)]
            [Layer(80, 4, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "Alvinn",
            "Pomerleau 1989, ALVINN: 1217-29-46 sigmoids",
            """
            [Layer(1217, 29, Activation.Sigmoid, Init.XavierUniform)]
            [Layer(29, 46, Activation.Sigmoid, Init.XavierUniform)]
            """),
    ];
}
