namespace Layerwise.OnnxRuntime.Tests.Networks;

/// <summary>A network, its type forgotten: what tests do with every one of them.</summary>
internal abstract class Architecture
{
    /// <summary>The networks, by the first part of the names of files.</summary>
    public static IReadOnlyDictionary<string, Architecture> All { get; } = new Dictionary<string, Architecture>
    {
        ["one-layer"] = new Network<OneLayer>(),
        ["two-linear-layers"] = new Network<TwoLinearLayers>(),
        ["deep"] = new Network<Deep>(),
        ["no-bias"] = new Network<NoBias>(),
        ["one-unit"] = new Network<OneUnit>(),
        ["relu"] = new Network<Relu>(),
        ["leaky-relu"] = new Network<LeakyRelu>(),
        ["leaky-relu-steep"] = new Network<LeakyReluSteep>(),
        ["elu"] = new Network<Elu>(),
        ["selu"] = new Network<Selu>(),
        ["gelu"] = new Network<Gelu>(),
        ["gelu-tanh"] = new Network<GeluTanh>(),
        ["silu"] = new Network<Silu>(),
        ["mish"] = new Network<Mish>(),
        ["softplus"] = new Network<Softplus>(),
        ["softsign"] = new Network<Softsign>(),
        ["sigmoid"] = new Network<Sigmoid>(),
        ["tanh"] = new Network<Tanh>(),
        ["hard-sigmoid"] = new Network<HardSigmoid>(),
        ["hard-swish"] = new Network<HardSwish>(),
        ["hard-tanh"] = new Network<HardTanh>(),
        ["relu6"] = new Network<Relu6>(),
        ["prelu"] = new Network<PRelu>(),
        ["prelu-per-unit"] = new Network<PReluPerUnit>(),
        ["softmax"] = new Network<Softmax>(),
        ["log-softmax"] = new Network<LogSoftmax>(),
        ["normalized"] = new Network<Normalized>(),
        ["normalized-folded"] = new Network<Relu>(),
        ["normalized-afterwards"] = new Network<Relu>(),
        ["normalized-behind"] = new Network<NormalizedBehind>(),
        ["normalized-inputs"] = new Network<Relu>(),
        ["standardized-inputs"] = new Network<Relu>(),
        ["scaled-inputs"] = new Network<Relu>(),
        ["scaled-softplus"] = new Network<Softplus>(),
        ["scaled-outputs"] = new Network<ScaledOutputs>(),
        ["flattened"] = new Network<FourInputs>(),
        ["viewed"] = new Network<FourInputs>(),
        ["squeezed"] = new Network<OneOutput>(),
        ["actor-critic"] = new Network<Tanh>(),
        ["layer-normalized"] = new Network<LayerNormalized>(),
        ["layer-normalized-behind"] = new Network<LayerNormalizedBehind>(),
        ["layer-normalized-inputs"] = new Network<LayerNormalizedInputs>(),
        ["rms-normalized"] = new Network<RmsNormalized>(),
        ["residual"] = new Network<Residual>(),
        ["residual-activated"] = new Network<ResidualActivated>(),
        ["residual-block"] = new Network<ResidualBlock>(),
        ["residual-pre-activated"] = new Network<ResidualPreActivated>(),
        ["residual-layer-normalized"] = new Network<ResidualLayerNormalized>(),
        ["residual-rms-normalized"] = new Network<ResidualRmsNormalized>(),
        ["residual-normalized-sum"] = new Network<ResidualNormalizedSum>(),
        ["residual-post-normalized"] = new Network<ResidualPostNormalized>(),
        ["residual-post-normalized-last"] = new Network<ResidualPostNormalizedLast>(),
        ["residual-nested"] = new Network<ResidualNested>(),
        ["residual-inputs"] = new Network<ResidualInputs>(),
        ["residual-projected"] = new Network<ResidualProjected>(),
        ["residual-projected-block"] = new Network<ResidualProjectedBlock>(),
        ["residual-projected-inputs"] = new Network<ResidualProjectedInputs>(),
        ["normalized-last"] = new Network<NormalizedLast>(),
    };

    /// <summary>Networks with positions.</summary>
    public static IReadOnlyDictionary<string, Architecture> OverPositions { get; } = new Dictionary<string, Architecture>
    {
        ["lenet"] = new Network<LeNet>(),
        ["depthwise"] = new Network<Depthwise>(),
        ["signal-residual"] = new Network<SignalResidual>(),
        ["causal"] = new Network<Causal>(),
        ["same-padding"] = new Network<SamePadding>(),
        ["signal-pooling"] = new Network<SignalPooling>(),
        ["by-position"] = new Network<ByPosition>(),
        ["groups-of-picture"] = new Network<GroupsOfPicture>(),
        ["groups-of-signal"] = new Network<GroupsOfSignal>(),
        ["activated-behind-positions"] = new Network<ActivatedBehindPositions>(),
        ["projected-to-one-position"] = new Network<ProjectedToOnePosition>(),
        ["pooled-to-one-position"] = new Network<PooledToOnePosition>(),
        ["pooled-whole"] = new Network<PooledWhole>(),
    };

    /// <summary>Networks of which there are no files by others.</summary>
    public static IReadOnlyDictionary<string, Architecture> Saved { get; } = new Dictionary<string, Architecture>
    {
        ["normalized-last-alone"] = new Network<NormalizedLastAlone>(),
        ["activated-twice"] = new Network<ActivatedTwice>(),
        ["activated-twice-alike"] = new Network<ActivatedTwiceAlike>(),
        ["activated-twice-of-one-unit"] = new Network<ActivatedTwiceOfOneUnit>(),
        ["activated-twice-around"] = new Network<ActivatedTwiceAround>(),
        ["slopes-of-others"] = new Network<SlopesOfOthers>(),
        ["residual-gelu-tanh"] = new Network<ResidualGeluTanh>(),
    };

    /// <summary>One of them all.</summary>
    public static Architecture Of(string name) => All.Concat(OverPositions).Concat(Saved).ToDictionary()[name];

    /// <summary>Floats of one sample.</summary>
    public abstract int InputSize { get; }

    /// <summary>Loads a file into a new network, and computes.</summary>
    public abstract float[] Outputs(byte[] file, string? output, float[] inputs);

    /// <summary>A network with parameters and statistics of its own, saved; and what it computes.</summary>
    public abstract (byte[] File, float[] Outputs) Save(float[] inputs, bool foldsNormalization = false);

    private sealed class Network<TNetwork> : Architecture
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        public override int InputSize => TNetwork.InputSize;

        public override float[] Outputs(byte[] file, string? output, float[] inputs) => Compute(Onnx.Load<TNetwork>(new MemoryStream(file), output), inputs);

        public override (byte[] File, float[] Outputs) Save(float[] inputs, bool foldsNormalization = false)
        {
            TNetwork network = TNetwork.CreateBlank();
            network.Initialize(3);
            var random = new Random(5);
            foreach (ref float parameter in network.Parameters) parameter += random.NextSingle() - 0.5f;
            foreach (ref float statistic in network.RunningStatistics) statistic += random.NextSingle();
            using var stream = new MemoryStream();
            Onnx.Save(network, stream, foldsNormalization);
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
