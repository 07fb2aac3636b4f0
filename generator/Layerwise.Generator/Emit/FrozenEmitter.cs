using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Emit;

/// <summary>All generated files of a frozen network: its facts and its test, the forward pass of every network, and the weights.</summary>
internal static class FrozenEmitter
{
    // Some kilobytes: what a thread's stack surely has room for.
    private const int MostFloatsOnStack = CodeBudget.StackFloats / 2;

    public static IEnumerable<GeneratedFile> Emit(FrozenNetwork frozen)
    {
        NetworkPlan plan = NetworkPlan.Of(frozen.Network);
        int samples = (int)frozen.SelfTestRows;
        float[]? inputs = samples > 0 ? frozen.Values(TensorNames.SelfTestInputs) : null;
        float[]? outputs = samples > 0 ? frozen.SelfTestOutputs : null;
        yield return EmitMain(plan, samples, WeightsRemark.Of(frozen));
        yield return plan.Network.IsRecurrent ? StepsEmitter.Emit(plan) : ForwardEmitter.Emit(plan);
        yield return EmitWeights(frozen, plan, inputs, outputs);
        if (WeightsRemark.Emit(frozen) is { } remark) yield return remark;
    }

    private static GeneratedFile EmitMain(NetworkPlan plan, int samples, string? remark)
    {
        NetworkSpec network = plan.Network;
        return GeneratedFile.Of(network, "", network.IsDeclaredByFile ? Documentation.OfFile(plan, remark) : Documentation.Of(plan, remark), "", writer =>
        {
            NetworkEmitter.WriteFacts(writer, network);
            if (network.IsRecurrent) StepsEmitter.WriteFrozenState(writer, plan);
            if (samples == 0) return;
            writer.Line();
            WriteSelfTest(writer, network, samples);
        });
    }

    private static void WriteSelfTest(CodeWriter writer, NetworkSpec network, int samples)
    {
        int longest = Math.Max(network.InputSize, network.OutputSize);
        string Memory(string size) => longest <= MostFloatsOnStack ? $"stackalloc float[{size}]" : $"new float[{size}]";
        writer.Line($$"""
            /// <summary>
            /// Whether this program on this device computes what was seen when the weights were saved: {{Literal.Of(samples)}} samples that were frozen along, each output
            /// within 10⁻⁴ of the largest one of its sample, or of 1 where that is more. Rounding, which differs between processors, stays far below.
            /// </summary>
            {{GeneratedFile.MethodAttribute}}
            public static bool SelfTest()
            {
                {{Names.Span}} inputs = {{Memory("InputSize")}};
                {{Names.Span}} expected = {{Memory("OutputSize")}};
                {{Names.Span}} found = {{Memory("OutputSize")}};
                for (int sample = 0; sample < {{Literal.Of(samples)}}; sample++)
                {
                    {{Names.Runtime}}FrozenData.Copy(Kernels.SelfTestInputs, sample * InputSize, inputs);
                    {{Names.Runtime}}FrozenData.Copy(Kernels.SelfTestOutputs, sample * OutputSize, expected);
                    Forward(inputs, found);
                    if (!{{Names.Runtime}}FrozenData.Agree(found, expected)) return false;
                }

                return true;
            }
            """);
    }

    private static GeneratedFile EmitWeights(FrozenNetwork frozen, NetworkPlan plan, float[]? inputs, float[]? outputs) =>
        GeneratedFile.Of(frozen.Network, "Weights", "", "", writer =>
        {
            using (writer.Block("private readonly partial struct Kernels"))
            {
                string address = frozen.File.IsEmbedded || !frozen.Rounded.Parts.IsEmpty ? "ReadParameters()" : $"{Names.Runtime}FrozenData.Align(ParameterData)";
                writer.Line($$"""
                    private static Sys::IntPtr _parameters;

                    /// <summary>The first of {{NumberText.Grouped(frozen.Network.ParameterCount)}} parameters: layer after layer, weights [fanIn, fanOut] row-major before biases [fanOut].</summary>
                    internal static ref float Parameters
                    {
                        [Sys::Runtime.CompilerServices.MethodImpl(Sys::Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                        get => ref {{Names.Runtime}}FrozenData.At(_parameters != 0 ? _parameters : {{Names.Runtime}}FrozenData.Share(ref _parameters, {{address}}));
                    }
                    """);
                writer.Line();
                if (frozen.File.IsEmbedded) FrozenFileEmitter.Write(writer, frozen, plan);
                else if (!frozen.Rounded.Parts.IsEmpty) RoundedWeightsEmitter.Write(writer, frozen, plan);
                else FloatConstants.Write(writer, "private", "ParameterData", frozen.Parameters());
                if (inputs is null || outputs is null) return;
                writer.Line();
                FloatConstants.Write(writer, "internal", "SelfTestInputs", inputs);
                writer.Line();
                FloatConstants.Write(writer, "internal", "SelfTestOutputs", outputs);
            }
        });
}
