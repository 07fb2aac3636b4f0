using System.Reflection;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>
/// Networks with recurrent layers that scale by themselves: ONNX Runtime computes the same with the file, whole sequences and with a state; and so does a network without
/// scaling that the file is loaded into, and a class that is frozen from it.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ScaledTests
{
    private const int Rows = 4;
    private const float TargetUnit = 7;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    public static TheoryData<string> Names => [.. Networks.Keys];

    private static readonly Dictionary<string, Func<Case>> Networks = new()
    {
        ["gru"] = Of<ScaledGru, PlainGru>,
        ["gru-reset-first-last"] = Of<ScaledGruResetFirst, PlainGruResetFirst>,
        ["lstm-last"] = Of<ScaledLstm, PlainLstm>,
        ["lstm-classifier"] = Of<ScaledLstmClassifier, PlainLstmClassifier>,
        ["rnn"] = Of<ScaledRnn, PlainRnn>,
        ["dense-first"] = Of<ScaledDenseFirst, PlainDenseFirst>,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_computes_what_the_network_computes(string name)
    {
        Case network = Networks[name]();
        AssertClose(network.Outputs, SequenceJudge.Outputs(network.File, network.Inputs, Rows, network.Steps, areStepsFirst: false), network.Unit);
    }

    // The state has no units of its own: what goes in and comes out is scaled, what is remembered never was.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_goes_in_and_comes_out(string name)
    {
        Case network = Networks[name]();
        float[] sequence = network.Inputs[..(network.Inputs.Length / Rows)];
        (float[] found, float[] state) = SequenceJudge.BlockByBlock(network.FileWithState, sequence, network.Steps, network.State.Length);
        AssertClose(network.Blocks, found, network.Unit);
        AssertClose(network.State, state, unit: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_without_scaling_is_loaded_from_it(string name)
    {
        Case network = Networks[name]();
        AssertClose(network.Outputs, network.Plain.Outputs(network.File, network.Inputs), network.Unit);
        AssertClose(
            network.Outputs[..(network.Outputs.Length / Rows)],
            network.Plain.StepByStep(network.File, network.Inputs[..(network.Inputs.Length / Rows)], rows: 1),
            network.Unit);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_class_has_it_in_its_weights(string name)
    {
        Case network = Networks[name]();
        string folder = Directory.CreateTempSubdirectory("layerwise-scaled-").FullName;
        try
        {
            string path = Path.Combine(folder, "net.onnx");
            File.WriteAllBytes(path, network.File);
            using LoadedAssembly assembly = new Consumer($"""
                using Layerwise;
                /// <summary>A network.</summary>
                [Frozen("net.onnx")]
                {network.Layers}
                public static partial class Net;
                """)
            {
                AdditionalFiles = [path],
            }.Load();
            float[] outputs = new float[network.Outputs.Length];
            assembly.Frozen.Single().GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<Pass>()(network.Inputs, outputs);
            AssertClose(network.Outputs, outputs, network.Unit);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Folded, a shift of 1000 in units of 50 leaves that many digits fewer.
    private static void AssertClose(float[] expected, float[] found, float unit)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.Contains(expected, static value => value != 0);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 2e-4f * unit);
    }

    private static Case Of<TNetwork, TPlain>()
        where TNetwork : class, ILoadableNetwork<TNetwork>, IRecurrentNetwork<TNetwork>
        where TPlain : class, ILoadableNetwork<TPlain>, IRecurrentNetwork<TPlain>
    {
        TNetwork network = TNetwork.CreateBlank();
        network.Initialize(3);
        var random = new Random(5);
        foreach (ref float parameter in network.Parameters) parameter += random.NextSingle() - 0.5f;

        // Each input of a step in a unit of its own, far from 0.
        float[] inputs = Judge.Inputs(Rows * TNetwork.InputSize), targets = Judge.Inputs(Rows * TNetwork.OutputSize);
        for (int i = 0; i < inputs.Length; i++) inputs[i] = (i % 3) switch { 0 => 1000 + (50 * inputs[i]), 1 => 0.01f * inputs[i], _ => inputs[i] };
        bool areClasses = TNetwork.Loss == Loss.CrossEntropy;
        for (int i = 0; i < targets.Length; i++) targets[i] = areClasses ? i % 2 : (TargetUnit * targets[i]) + 100;
        NetworkScaling.Fit(network, new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize));
        float[] outputs = new float[targets.Length];
        network.Forward(inputs, outputs);

        RecurrentState<TNetwork> state = TNetwork.CreateState();
        var blocks = new List<float>();
        int start = 0;
        foreach (int steps in SequenceJudge.Blocks(TNetwork.Steps))
        {
            float[] block = new float[steps * TNetwork.StepOutputSize];
            network.Forward(inputs.AsSpan(start * TNetwork.StepInputSize, steps * TNetwork.StepInputSize), block, state);
            blocks.AddRange(TNetwork.OutputSize == TNetwork.StepOutputSize ? block[^TNetwork.StepOutputSize..] : block);
            start += steps;
        }

        string layers = string.Join('\n', typeof(TPlain).CustomAttributes.Where(static attribute => attribute.AttributeType.Namespace == "Layerwise").Select(Written));
        float unit = areClasses ? 1 : TargetUnit;
        return new Case(
            inputs, outputs, Saved(withState: false), Saved(withState: true), [.. blocks], state.Values.ToArray(), unit, TNetwork.Steps, new Sequences<TPlain>(), layers);

        byte[] Saved(bool withState)
        {
            using var stream = new MemoryStream();
            Onnx.Save(network, stream, withState: withState);
            return stream.ToArray();
        }
    }

    // As C# writes it: numbers, members of enums, true and false.
    private static string Written(CustomAttributeData attribute)
    {
        IEnumerable<string> arguments = attribute.ConstructorArguments.Select(Text)
            .Concat(attribute.NamedArguments.Select(static argument => $"{argument.MemberName} = {Text(argument.TypedValue)}"));
        return $"[{attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal)}({string.Join(", ", arguments)})]";

        static string Text(CustomAttributeTypedArgument argument) => argument.ArgumentType.IsEnum
            ? $"{argument.ArgumentType.Name}.{Enum.ToObject(argument.ArgumentType, argument.Value!)}"
            : argument.Value is bool value ? (value ? "true" : "false") : $"{argument.Value}";
    }

    /// <summary>A fitted network, and what it computes.</summary>
    /// <param name="Inputs">[rows, InputSize].</param>
    /// <param name="Outputs">What <c>Forward</c> makes of them.</param>
    /// <param name="File">The network as ONNX.</param>
    /// <param name="FileWithState">The same, with a state.</param>
    /// <param name="Blocks">What the first sequence gives with a state, in blocks of 1, 2, … steps.</param>
    /// <param name="State">What is remembered then.</param>
    /// <param name="Unit">Of the outputs.</param>
    /// <param name="Steps">Of a sequence.</param>
    /// <param name="Plain">The same layers without scaling.</param>
    /// <param name="Layers">Their attributes.</param>
    private sealed record Case(
        float[] Inputs, float[] Outputs, byte[] File, byte[] FileWithState, float[] Blocks, float[] State, float Unit, int Steps, Sequences Plain, string Layers);
}
