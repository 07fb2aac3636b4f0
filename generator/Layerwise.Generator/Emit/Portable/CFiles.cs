using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>
/// A network as C99: a header with sizes as constants, and a file with constant weights and static buffers, which needs nothing but the mathematical functions of the
/// library.
/// </summary>
internal static class CFiles
{
    private static readonly CLanguage C = new(hasState: false);
    private static readonly CLanguage COfSteps = new(hasState: true);

    public static IEnumerable<GeneratedFile> Emit(FrozenNetwork frozen, string folder)
    {
        var network = new PortableNetwork(frozen, frozen.Network.IsRecurrent ? COfSteps : C);
        string prefix = WrittenFiles.CName(frozen.Network.Type);
        yield return PortableFile.Of(frozen.Network.Type, folder, prefix + ".h", Header(network, prefix));
        yield return PortableFile.Of(frozen.Network.Type, folder, prefix + ".c", Source(network, prefix));
    }

    private static string Header(PortableNetwork network, string prefix)
    {
        var writer = new CodeWriter();
        string upper = prefix.ToUpperInvariant();
        WriteComment(writer, network.Description);
        writer.Line($$"""
            #ifndef {{upper}}_H
            #define {{upper}}_H

            #ifdef __cplusplus
            extern "C" {
            #endif

            #define {{upper}}_INPUT_SIZE {{Literal.Of(network.Network.InputSize)}}
            #define {{upper}}_OUTPUT_SIZE {{Literal.Of(network.Network.OutputSize)}}
            """);
        foreach ((string name, int offset, int size) in network.Parts)
        {
            string part = $"{upper}_{C.Name(name).ToUpperInvariant()}";
            writer.Line($"#define {part}_OFFSET {Literal.Of(offset)}");
            writer.Line($"#define {part}_SIZE {Literal.Of(size)}");
        }

        if (network.Network.IsRecurrent)
        {
            CSteps.WriteDeclarations(writer, network, prefix);
        }
        else
        {
            string threads = network.HiddenLength > 0 ? " One call at a time: what passes between the layers\n * lies in a static buffer." : "";
            writer.Line($$"""

                /* The outputs of one sample. They may not overlap the inputs.{{threads}} */
                void {{prefix}}_forward(const float *inputs, float *outputs);
                """);
        }

        if (network.Samples > 0)
        {
            writer.Line($$"""

                /* 1 where this build computes on this device what was seen when the weights were saved, otherwise 0:
                 * {{Literal.Of(network.Samples)}} samples, each output within 1e-4 of the largest one of its sample, or of 1 where that is more. */
                int {{prefix}}_self_test(void);
                """);
        }

        writer.Line("""

            #ifdef __cplusplus
            }
            #endif

            #endif
            """);
        return writer.ToString();
    }

    private static string Source(PortableNetwork network, string prefix)
    {
        var writer = new CodeWriter();
        WriteComment(writer, network.Description);
        writer.Line($$"""
            #include "{{prefix}}.h"

            #include <math.h>

            """);
        if (network.HiddenLength > 0 && !network.Network.IsRecurrent)
        {
            writer.Line($"static float hidden[{Literal.Of(network.HiddenLength)}];");
            writer.Line();
        }

        network.Write(writer, calls =>
        {
            if (network.Network.IsRecurrent)
            {
                CSteps.WriteFunctions(writer, network, prefix, calls);
                return;
            }

            using (writer.Block($"void {prefix}_forward(const float *restrict inputs, float *restrict outputs)"))
            {
                foreach (string call in calls) writer.Line(call);
            }
        });
        if (network.Samples > 0) WriteSelfTest(writer, network, prefix);
        return writer.ToString();
    }

    private static void WriteSelfTest(CodeWriter writer, PortableNetwork network, string prefix)
    {
        string upper = prefix.ToUpperInvariant();
        bool isRecurrent = network.Network.IsRecurrent;
        string state = isRecurrent ? $"\n    static {prefix}_state state;" : "";
        string sample = $"self_test_inputs + sample * {upper}_INPUT_SIZE";
        string forward = isRecurrent ? CSteps.Sequence(network, prefix, sample) : $"{prefix}_forward({sample}, found);";
        writer.Line();
        network.WriteSamples(writer);
        writer.Line($$"""
            int {{prefix}}_self_test(void)
            {
                static float found[{{upper}}_OUTPUT_SIZE];{{state}}
                for (int sample = 0; sample < {{Literal.Of(network.Samples)}}; sample++)
                {
                    const float *expected = self_test_outputs + sample * {{upper}}_OUTPUT_SIZE;
                    float most = 1;
                    {{forward}}
                    for (int j = 0; j < {{upper}}_OUTPUT_SIZE; j++) most = fabsf(expected[j]) > most ? fabsf(expected[j]) : most;
                    for (int j = 0; j < {{upper}}_OUTPUT_SIZE; j++)
                    {
                        if (!(fabsf(found[j] - expected[j]) <= {{C.Number(PortableNetwork.Tolerance)}} * most)) return 0;
                    }
                }

                return 1;
            }
            """);
    }

    private static void WriteComment(CodeWriter writer, IEnumerable<string> lines)
    {
        writer.Line("/* " + string.Join("\n * ", lines) + " */");
    }
}
