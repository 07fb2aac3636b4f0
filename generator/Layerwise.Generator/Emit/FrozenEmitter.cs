using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>All generated files of a frozen network: its facts and its test, the forward pass of every network, and the weights.</summary>
internal static class FrozenEmitter
{
    // Some kilobytes: what a thread's stack surely has room for.
    private const int MostOutputsOnStack = CodeBudget.StackFloats;

    public static IEnumerable<GeneratedFile> Emit(FrozenNetwork frozen)
    {
        NetworkPlan plan = NetworkPlan.Of(frozen.Network);
        float[]? inputs = frozen.Values(TensorNames.SelfTestInputs);
        float[]? outputs = inputs is null ? null : frozen.Values(TensorNames.SelfTestOutputs);
        yield return EmitMain(frozen, outputs is null ? 0 : outputs.Length / frozen.Network.OutputSize);
        yield return ForwardEmitter.Emit(plan);
        yield return EmitWeights(frozen, inputs, outputs);
    }

    private static GeneratedFile EmitMain(FrozenNetwork frozen, int samples)
    {
        NetworkSpec network = frozen.Network;
        return GeneratedFile.Of(network, "", Documentation.Of(network), "", writer =>
        {
            NetworkEmitter.WriteFacts(writer, network);
            if (samples == 0) return;
            writer.Line();
            WriteSelfTest(writer, network, samples);
        });
    }

    private static void WriteSelfTest(CodeWriter writer, NetworkSpec network, int samples)
    {
        string found = network.OutputSize <= MostOutputsOnStack ? "stackalloc float[OutputSize]" : "new float[OutputSize]";
        writer.Line($$"""
            /// <summary>
            /// Whether this program on this device computes what was seen when the weights were saved: {{Literal.Of(samples)}} samples that were frozen along, each output
            /// within 10⁻⁴ of the largest one of its sample, or of 1 where that is more. Rounding, which differs between processors, stays far below.
            /// </summary>
            {{GeneratedFile.Attribute}}
            public static bool SelfTest()
            {
                {{Names.Span}} found = {{found}};
                for (int sample = 0; sample < {{Literal.Of(samples)}}; sample++)
                {
                    Forward(Kernels.SelfTestInputs.Slice(sample * InputSize, InputSize), found);
                    if (!{{Names.Runtime}}FrozenData.Agree(found, Kernels.SelfTestOutputs.Slice(sample * OutputSize, OutputSize))) return false;
                }

                return true;
            }
            """);
    }

    private static GeneratedFile EmitWeights(FrozenNetwork frozen, float[]? inputs, float[]? outputs) =>
        GeneratedFile.Of(frozen.Network, "Weights", "", "", writer =>
        {
            using (writer.Block("private static partial class Kernels"))
            {
                writer.Line($$"""
                    /// <summary>The first of {{Literal.Grouped(frozen.Network.ParameterCount)}} parameters: layer after layer, weights [fanIn, fanOut] row-major before biases [fanOut].</summary>
                    internal static ref float Parameters
                    {
                        {{Names.Inline}}
                        get => ref {{Names.Runtime}}FrozenData.Origin(ParameterData);
                    }
                    """);
                writer.Line();
                FrozenData.Write(writer, "ParameterData", frozen.Parameters());
                if (inputs is null || outputs is null) return;
                writer.Line();
                WriteSamples(writer, "SelfTestInputs", inputs);
                writer.Line();
                WriteSamples(writer, "SelfTestOutputs", outputs);
            }
        });

    private static void WriteSamples(CodeWriter writer, string name, float[] values)
    {
        writer.Line($"internal static {Names.ReadOnlySpan} {name} => {Names.Runtime}FrozenData.Floats({name}Data, {Literal.Of(values.Length)});");
        writer.Line();
        FrozenData.Write(writer, name + "Data", values);
    }
}
