using System.Reflection;
using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Keras models with a memory, as RTNeural's exporter writes them: loaded into a declared network, and frozen, they compute what Keras does.</summary>
[Trait("Category", "Slow")]
public sealed class KerasJsonTests(KerasJsonTests.Networks networks) : IClassFixture<KerasJsonTests.Networks>, IDisposable
{
    private const int Steps = 9;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void StepPass<in TState>(ReadOnlySpan<float> inputs, Span<float> outputs, TState state);

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-json-").FullName;

    [Theory]
    [InlineData("EachStep")]
    [InlineData("LastStep")]
    [InlineData("ResetFirst")]
    [InlineData("ResetAfter")]
    [InlineData("Convolutions")]
    [InlineData("AroundGru")]
    [InlineData("BeforeLastStep")]
    [InlineData("Features")]
    public void A_declared_network_loads_it(string name)
    {
        float[] found = LoadedAssembly.Visit(networks.Of(name), new Loader(Write(name), Inputs(name)));
        AssertClose(name, found);
    }

    [Theory]
    [InlineData("EachStep", null, false)]
    [InlineData("EachStep", Steps, true)]
    [InlineData("LastStep", Steps, false)]
    [InlineData("LastStep", null, true)]
    [InlineData("ResetFirst", null, false)]
    [InlineData("ResetFirst", Steps, true)]
    [InlineData("Convolutions", null, false)]
    [InlineData("Convolutions", Steps, true)]
    [InlineData("AroundGru", Steps, false)]
    [InlineData("BeforeLastStep", Steps, false)]
    [InlineData("Features", Steps, false)]
    public void It_is_frozen(string name, int? steps, bool embeds)
    {
        var consumer = new Consumer($"""
            using Layerwise;
            /// <summary>A network.</summary>
            [Frozen("{name}.json")]
            public static partial class Still;
            """) { AdditionalFiles = [Write(name, steps)], EmbedsFiles = embeds };
        using LoadedAssembly assembly = consumer.Load();
        Type still = assembly.Frozen.Single();
        Assert.Equal(steps ?? 1, still.GetField("Steps")!.GetRawConstantValue());
        MethodInfo run = GetType().GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(still.GetNestedType("State")!);
        AssertClose(name, (float[])run.Invoke(null, [still, Inputs(name)])!);
    }

    // A file doesn't say how a network answers, if not by the shapes of its layers.
    [Theory]
    [InlineData("EachStep", "LastStep")]
    [InlineData("LastStep", "EachStep")]
    public void Other_layers_are_refused(string name, string other)
    {
        string file = Write(other);
        Type type = networks.Of(name);
        string message = Assert.Throws<KerasJsonException>(() => LoadedAssembly.Visit(type, new Loader(file, Inputs(name)))).Message;
        Assert.StartsWith("The file has the layers Gru 2 → ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ResetFirst", "ResetAfter", "its reset gate multiplies the product of what it remembers in the file, and what it remembers in the network; declare it without ResetAfter = false.")]
    [InlineData("ResetAfter", "ResetFirst", "its reset gate multiplies what it remembers in the file, and the product of that in the network; write ResetAfter = false.")]
    public void Another_reset_gate_is_refused(string name, string other, string reason)
    {
        string file = Write(other);
        Type type = networks.Of(name);
        Assert.EndsWith(reason, Assert.Throws<KerasJsonException>(() => LoadedAssembly.Visit(type, new Loader(file, Inputs(name)))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Where a normalization stands behind an activation, zeros come between it and the next window, and it is a layer of its own.
    private static KerasModel Model(string name) => name switch
    {
        "EachStep" => new KerasModel(2).Gru(5).Lstm(4).Dense(3, isTanh: true, isTimeDistributed: true).Dense(1),
        "LastStep" => new KerasModel(2).Gru(17, hasBias: false).Lstm(6, isLastStepOnly: true).Dense(2),
        "ResetFirst" => new KerasModel(2).GruResetFirst(5).Dense(1),
        "ResetAfter" => new KerasModel(2).Gru(5).Dense(1),
        "Convolutions" => new KerasModel(2).Conv1D(4, 3).Normalize().Conv1D(6, 2, dilation: 3, groups: 2, isTanh: false).Normalize().PRelu()
            .Conv1D(5, 1, isTanh: false).Activate().Dense(1),
        "AroundGru" => new KerasModel(2).Conv1D(8, 3, dilation: 2).Gru(5).Conv1D(3, 2).Dense(1),
        "BeforeLastStep" => new KerasModel(2).Conv1D(8, 3).Lstm(4, isLastStepOnly: true).Dense(2),
        _ => KerasModel.OfFeatures(5, 2).Conv2D(3, 2, 3, dilation: 2, stride: 2, isSame: true).Normalize().Conv2D(2, 2, 2).Dense(1),
    };

    private static float[] Inputs(string name) => FrozenProject.Inputs(Steps * (name == "Features" ? 10 : 2));

    private string Write(string name, int? steps = null)
    {
        string path = Path.Combine(_folder, name + ".json");
        File.WriteAllText(path, Model(name).Json(steps));
        return path;
    }

    private static float[] Run<TState>(Type still, float[] inputs)
        where TState : RecurrentState, new()
    {
        var steps = still.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(TState)])!.CreateDelegate<StepPass<TState>>();
        int outputs = (int)still.GetField("StepOutputSize")!.GetRawConstantValue()!;
        int width = inputs.Length / Steps;
        float[] found = new float[Steps * outputs];
        var state = new TState();
        for (int step = 0; step < Steps; step++) steps(inputs.AsSpan(step * width, width), found.AsSpan(step * outputs, outputs), state);
        if ((int)still.GetField("Steps")!.GetRawConstantValue()! == Steps)
        {
            float[] whole = new float[(int)still.GetField("OutputSize")!.GetRawConstantValue()!];
            FrozenProject.Forward<Pass>(still)(inputs, whole);
            Assert.Equal(whole, found[^whole.Length..]);
        }

        return found;
    }

    // What comes out at each step, with a state.
    private static void AssertClose(string name, float[] found)
    {
        KerasModel model = Model(name);
        float[] inputs = Inputs(name);
        int width = inputs.Length / Steps;
        double[] expected = [.. Enumerable.Range(0, Steps).SelectMany(step => model.Next(inputs.Skip(step * width).Take(width)))];
        Assert.Equal(expected.Length, found.Length);
        Assert.InRange(expected.Zip(found, static (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
    }

    /// <summary>Networks to load models into, in one compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer("""
            using Layerwise;

            /// <summary>To train on.</summary>
            [Input(9, 2)]
            [Gru(2, 5)]
            [Lstm(5, 4)]
            [Layer(4, 3, Activation.Tanh)]
            [Layer(3, 1, Activation.Identity)]
            public sealed partial class EachStep;

            /// <summary>To train on.</summary>
            [Input(9, 2)]
            [Gru(2, 17)]
            [Lstm(17, 6, LastStepOnly = true)]
            [Layer(6, 2, Activation.Identity)]
            public sealed partial class LastStep;

            /// <summary>To train on.</summary>
            [Input(9, 2)]
            [Gru(2, 5, ResetAfter = false)]
            [Layer(5, 1, Activation.Identity)]
            public sealed partial class ResetFirst;

            /// <summary>To train on.</summary>
            [Input(9, 2)]
            [Gru(2, 5)]
            [Layer(5, 1, Activation.Identity)]
            public sealed partial class ResetAfter;

            /// <summary>To train on.</summary>
            [Network(Streaming = true)]
            [Input(9, 2)]
            [Conv1D(2, 4, 3, Activation.Tanh, Padding = Padding.Causal)]
            [Layer(4, 4, Activation.Identity)]
            [Conv1D(4, 6, 2, Activation.PRelu, SlopePerUnit = true, Dilation = 3, Groups = 2, Padding = Padding.Causal)]
            [Conv1D(6, 5, 1, Activation.Sigmoid)]
            [Layer(5, 1, Activation.Identity)]
            public sealed partial class Convolutions;

            /// <summary>To train on.</summary>
            [Input(9, 2)]
            [Conv1D(2, 8, 3, Activation.Tanh, Dilation = 2, Padding = Padding.Causal)]
            [Gru(8, 5)]
            [Conv1D(5, 3, 2, Activation.Tanh, Padding = Padding.Causal)]
            [Layer(3, 1, Activation.Identity)]
            public sealed partial class AroundGru;

            /// <summary>To train on.</summary>
            [Input(9, 2)]
            [Conv1D(2, 8, 3, Activation.Tanh, Padding = Padding.Causal)]
            [Lstm(8, 4, LastStepOnly = true)]
            [Layer(4, 2, Activation.Identity)]
            public sealed partial class BeforeLastStep;

            /// <summary>To train on.</summary>
            [Network(Streaming = true)]
            [Input(9, 10)]
            [Conv1D(10, 9, 2, Activation.Tanh, Dilation = 2, Padding = Padding.Causal)]
            [Layer(9, 9, Activation.Identity)]
            [Conv1D(9, 4, 2, Activation.Tanh, Padding = Padding.Causal)]
            [Layer(4, 1, Activation.Identity)]
            public sealed partial class Features;
            """).Load();

        public void Dispose() => _assembly.Dispose();

        internal Type Of(string name) => _assembly.Networks.Single(network => network.Name == name);
    }

    private sealed class Loader(string path, float[] inputs) : IRecurrentVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            KerasJson.Load(network, path);
            var outputs = new float[Steps * TNetwork.StepOutputSize];
            network.Forward(inputs, outputs, TNetwork.CreateState());
            var whole = new float[TNetwork.OutputSize];
            network.Forward(inputs, whole);
            Assert.Equal(whole, outputs[^whole.Length..]);
            return outputs;
        }
    }
}
