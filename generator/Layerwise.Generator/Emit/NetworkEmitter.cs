using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>All generated files of a network. This file's own: its facts, its parameters, and its generic view.</summary>
internal static class NetworkEmitter
{
    public static IEnumerable<GeneratedFile> Emit(NetworkSpec network)
    {
        NetworkPlan plan = NetworkPlan.Of(network);
        yield return EmitMain(plan);
        yield return network.IsRecurrent ? StepsEmitter.Emit(plan) : ForwardEmitter.Emit(plan);
        yield return TrainingEmitter.Emit(plan);
    }

    private static GeneratedFile EmitMain(NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        string name = network.Type.Name;
        string recurrent = network.IsRecurrent ? $", {StepsEmitter.View(network)}" : "";
        return GeneratedFile.Of(network, "", Documentation.Of(plan), $"{Names.Root}{(network.Type.IsLoadable ? "ILoadableNetwork" : "INetwork")}<{network.Type.Reference}>{recurrent}", writer =>
        {
            WriteFacts(writer, network);
            writer.Line();
            WriteStorage(writer, network);
            if (!network.Type.HasConstructor)
            {
                writer.Line();
                writer.Line($$"""
                    /// <summary>A network with freshly drawn parameters, in one allocation.</summary>
                    /// <param name="seed">Passed on to <see cref="Initialize"/>.</param>
                    {{GeneratedFile.MethodAttribute}}
                    public {{name}}(ulong seed = 0) => Initialize(seed);
                    """);
            }

            if (network.Type.IsLoadable)
            {
                writer.Line();
                writer.Line($$"""
                    // For loading: nothing is drawn.
                    private {{name}}({{Names.Runtime}}Blank parameters)
                    {
                    }
                    """);
            }

            writer.Line();
            ViewsEmitter.Write(writer, network);
            if (network.Heads[0].IsNamed) HeadsEmitter.WriteList(writer, network);
            if (network.Scales)
            {
                writer.Line();
                ScalingEmitter.WriteMembers(writer, network);
            }

            writer.Line();
            InitializationEmitter.Write(writer, network);
            writer.Line();
            WriteWorkspace(writer, network);
            if (network.IsRecurrent) StepsEmitter.WriteState(writer, network);
            writer.Line();
            WriteGenericView(writer, plan);
        });
    }

    public static void WriteFacts(CodeWriter writer, NetworkSpec network)
    {
        void Constant(string summary, string name, int value)
        {
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line(GeneratedFile.Attribute);
            writer.Line($"public const int {name} = {Literal.Of(value)};");
        }

        Constant("Floats of one input sample.", "InputSize", network.InputSize);
        writer.Line();
        Constant("Floats of one output sample.", "OutputSize", network.OutputSize);
        writer.Line();
        Constant("Number of layers.", "LayerCount", network.Layers.Count);
        writer.Line();
        Constant("Number of trainable parameters.", "ParameterCount", network.ParameterCount);
        if (network.HasBatchNormalization && network.FrozenFile is null)
        {
            writer.Line();
            Constant("Number of running means and variances.", "RunningStatisticsCount", network.StatisticsCount);
        }

        if (network.IsRecurrent) WriteSequenceFacts();
        PartsEmitter.Write(writer, network);

        void WriteSequenceFacts()
        {
            writer.Line();
            Constant("Steps of a sequence in training.", "Steps", network.Steps);
            writer.Line();
            Constant("Floats that one step brings.", "StepInputSize", network.First.Input.Channels);
            writer.Line();
            Constant("Floats of the answer to one step.", "StepOutputSize", network.AnswerSize);
            writer.Line();
            Constant("Floats that the network remembers from step to step.", "StateSize", network.StateSize);
        }
    }

    private static void WriteStorage(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($"private static readonly {Names.Root}LayerInfo[] _layers =");
        writer.Line("{");
        using (writer.Indented("};"))
        {
            foreach (LayerSpec layer in network.Layers) writer.Line(LayerFacts.Of(layer) + ",");
        }

        writer.Line();
        writer.Line($"private readonly {Names.Runtime}AlignedBuffer _parameters = new({NumberCount(network)});");
    }

    private static string NumberCount(NetworkSpec network) => "ParameterCount"
        + (network.HasBatchNormalization ? " + RunningStatisticsCount" : "")
        + (network.ScalesInputs ? $" + (2 * {ScalingEmitter.InputWidth(network)})" : "")
        + (network.ScalesTargets ? $" + (2 * {Names.AnswerSize(network)})" : "");

    private static void WriteWorkspace(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>All that training keeps between the passes, allocated once. Not for several threads at a time.</summary>
            {{GeneratedFile.MethodAttribute}}
            public sealed class Workspace : {{Names.Workspace(network)}}
            {
                /// <summary>Allocates for batches of up to <paramref name="maxBatch"/> samples.</summary>
                /// <param name="maxBatch">At least 1.</param>
                /// <exception cref="Sys::ArgumentOutOfRangeException">It is less than 1 or too large to allocate.</exception>
                public Workspace(int maxBatch)
                    : base(maxBatch)
                {
                }
            }
            """);
    }

    private static void WriteGenericView(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        string view = $"{Names.Root}INetwork<{network.Type.Reference}>";
        string normalization = network.HasBatchNormalization
            ? $"\n\nstatic int {view}.RunningStatisticsCount => RunningStatisticsCount;\n\nstatic bool {view}.NeedsWholeBatches => true;"
            : "";
        string inputPower = network.InputPower == 1 ? "" : $"\n\nstatic float {view}.InputPower => {Literal.Of(network.InputPower)};";
        string scaling = ScalingEmitter.GenericView(network, view);
        string heads = network.Heads[0].IsNamed ? $"\n\nstatic Sys::ReadOnlySpan<{Names.Root}HeadInfo> {view}.Heads => _heads;" : "";
        string inputs = network.Inputs.Count == 0 ? "" : $"\n\nstatic Sys::ReadOnlySpan<{Names.Root}InputInfo> {view}.Inputs => new {Names.Root}InputInfo[] {{ {Inputs(network)} }};";
        string further = Widths(view, "FurtherWidths", plan.FurtherWidths);
        string deltas = plan.HasPlainDeltas ? "" : Widths(view, "DeltaWidths", plan.Memory.DeltaWidths);
        string panel = plan.TrainingPanel == 0 ? "" : $"\n\nstatic long {view}.TrainingPanelLength => {Literal.Of(plan.TrainingPanel)};";
        writer.Line($$"""
            static int {{view}}.InputSize => InputSize;

            static int {{view}}.OutputSize => OutputSize;

            static int {{view}}.ParameterCount => ParameterCount;

            static {{Names.Root}}Loss {{view}}.Loss => {{Names.Root}}Loss.{{network.Heads[0].Loss.Kind}};{{inputs}}{{heads}}{{normalization}}{{inputPower}}{{scaling}}{{further}}{{deltas}}{{panel}}

            static {{Names.Workspace(network)}} {{view}}.CreateWorkspace(int maxBatch) => new Workspace(maxBatch);
            """);
        if (network.IsRecurrent) StepsEmitter.WriteGenericView(writer, plan);
        if (!network.Type.IsLoadable) return;
        writer.Line();
        writer.Line($"static {network.Type.Reference} {Names.Root}ILoadableNetwork<{network.Type.Reference}>.CreateBlank() => new(default({Names.Runtime}Blank));");
    }

    private static string Inputs(NetworkSpec network) => string.Join(", ", network.Inputs.Select(static input => $"new(\"{input.Name}\", {input.Name}Offset, {input.Name}Size)"));

    private static string Widths(string view, string name, IReadOnlyCollection<int> widths) => widths.Count == 0
        ? ""
        : $"\n\nstatic Sys::ReadOnlySpan<int> {view}.{name} => new int[] {{ {string.Join(", ", widths.Select(static width => Literal.Of(width)))} }};";
}
