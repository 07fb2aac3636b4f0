namespace Layerwise.OnnxRuntime.Tests.Networks;

/// <summary>A network, its type forgotten: what tests do with every one of them.</summary>
internal abstract class Architecture
{
    /// <summary>The networks, by the first part of the names of files.</summary>
    public static IReadOnlyDictionary<string, Architecture> All { get; } = new Dictionary<string, Architecture>
    {
        ["one-layer"] = new Of<OneLayer>(),
        ["two-linear-layers"] = new Of<TwoLinearLayers>(),
        ["deep"] = new Of<Deep>(),
        ["no-bias"] = new Of<NoBias>(),
        ["one-unit"] = new Of<OneUnit>(),
        ["relu"] = new Of<Relu>(),
        ["leaky-relu"] = new Of<LeakyRelu>(),
        ["leaky-relu-steep"] = new Of<LeakyReluSteep>(),
        ["elu"] = new Of<Elu>(),
        ["selu"] = new Of<Selu>(),
        ["gelu"] = new Of<Gelu>(),
        ["gelu-tanh"] = new Of<GeluTanh>(),
        ["silu"] = new Of<Silu>(),
        ["mish"] = new Of<Mish>(),
        ["softplus"] = new Of<Softplus>(),
        ["softsign"] = new Of<Softsign>(),
        ["sigmoid"] = new Of<Sigmoid>(),
        ["tanh"] = new Of<Tanh>(),
        ["hard-sigmoid"] = new Of<HardSigmoid>(),
        ["hard-swish"] = new Of<HardSwish>(),
        ["hard-tanh"] = new Of<HardTanh>(),
        ["relu6"] = new Of<Relu6>(),
        ["prelu"] = new Of<PRelu>(),
        ["prelu-per-unit"] = new Of<PReluPerUnit>(),
        ["softmax"] = new Of<Softmax>(),
        ["log-softmax"] = new Of<LogSoftmax>(),
        ["normalized"] = new Of<Normalized>(),
        ["normalized-folded"] = new Of<Relu>(),
        ["normalized-afterwards"] = new Of<Relu>(),
        ["normalized-behind"] = new Of<NormalizedBehind>(),
        ["normalized-inputs"] = new Of<Relu>(),
        ["standardized-inputs"] = new Of<Relu>(),
        ["scaled-inputs"] = new Of<Relu>(),
        ["scaled-softplus"] = new Of<Softplus>(),
        ["scaled-outputs"] = new Of<ScaledOutputs>(),
        ["flattened"] = new Of<FourInputs>(),
        ["viewed"] = new Of<FourInputs>(),
        ["squeezed"] = new Of<OneOutput>(),
        ["actor-critic"] = new Of<Tanh>(),
        ["layer-normalized"] = new Of<LayerNormalized>(),
        ["layer-normalized-behind"] = new Of<LayerNormalizedBehind>(),
        ["layer-normalized-inputs"] = new Of<LayerNormalizedInputs>(),
        ["rms-normalized"] = new Of<RmsNormalized>(),
        ["residual"] = new Of<Residual>(),
        ["residual-activated"] = new Of<ResidualActivated>(),
        ["residual-block"] = new Of<ResidualBlock>(),
        ["residual-pre-activated"] = new Of<ResidualPreActivated>(),
        ["residual-layer-normalized"] = new Of<ResidualLayerNormalized>(),
        ["residual-rms-normalized"] = new Of<ResidualRmsNormalized>(),
        ["residual-normalized-sum"] = new Of<ResidualNormalizedSum>(),
        ["residual-post-normalized"] = new Of<ResidualPostNormalized>(),
        ["residual-post-normalized-last"] = new Of<ResidualPostNormalizedLast>(),
        ["residual-nested"] = new Of<ResidualNested>(),
        ["residual-inputs"] = new Of<ResidualInputs>(),
        ["residual-projected"] = new Of<ResidualProjected>(),
        ["residual-projected-block"] = new Of<ResidualProjectedBlock>(),
        ["residual-projected-inputs"] = new Of<ResidualProjectedInputs>(),
        ["normalized-last"] = new Of<NormalizedLast>(),
    };

    /// <summary>Networks with positions.</summary>
    public static IReadOnlyDictionary<string, Architecture> OverPositions { get; } = new Dictionary<string, Architecture>
    {
        ["lenet"] = new Of<LeNet>(),
        ["depthwise"] = new Of<Depthwise>(),
        ["signal-residual"] = new Of<SignalResidual>(),
        ["causal"] = new Of<Causal>(),
        ["same-padding"] = new Of<SamePadding>(),
        ["signal-pooling"] = new Of<SignalPooling>(),
        ["by-position"] = new Of<ByPosition>(),
        ["activated-behind-positions"] = new Of<ActivatedBehindPositions>(),
    };

    /// <summary>Floats of one sample.</summary>
    public abstract int InputSize { get; }

    /// <summary>Loads a file into a new network, and computes.</summary>
    public abstract float[] Outputs(byte[] file, string? output, float[] inputs);

    /// <summary>A network with parameters and statistics of its own, saved; and what it computes.</summary>
    public abstract (byte[] File, float[] Outputs) Save(float[] inputs);

    private sealed class Of<TNetwork> : Architecture
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        public override int InputSize => TNetwork.InputSize;

        public override float[] Outputs(byte[] file, string? output, float[] inputs) => Compute(Onnx.Load<TNetwork>(new MemoryStream(file), output), inputs);

        public override (byte[] File, float[] Outputs) Save(float[] inputs)
        {
            TNetwork network = TNetwork.CreateBlank();
            network.Initialize(3);
            var random = new Random(5);
            foreach (ref float parameter in network.Parameters) parameter += random.NextSingle() - 0.5f;
            foreach (ref float statistic in network.RunningStatistics) statistic += random.NextSingle();
            using var stream = new MemoryStream();
            Onnx.Save(network, stream);
            return (stream.ToArray(), Compute(network, inputs));
        }

        private static float[] Compute(TNetwork network, float[] inputs)
        {
            float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
            network.Forward(inputs, outputs);
            return outputs;
        }
    }
}
