using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>What C99 has of a network with recurrent layers in place of one call for a sample: a state that the caller keeps, and a call for any number of steps.</summary>
internal static class CSteps
{
    /// <summary>Writes what the header says.</summary>
    public static void WriteDeclarations(CodeWriter writer, PortableNetwork network, string prefix)
    {
        string upper = prefix.ToUpperInvariant();
        string hidden = network.HiddenLength == 0 ? "" : $"\n    float hidden[{Literal.Of(network.HiddenLength)}]; /* what passes between the layers within a step */";
        writer.Line($$"""
            #define {{upper}}_STEPS {{Literal.Of(network.Network.Steps)}} /* of a sequence in training */
            #define {{upper}}_STEP_INPUT_SIZE {{Literal.Of(network.Network.First.Input.Channels)}}
            #define {{upper}}_STEP_OUTPUT_SIZE {{Literal.Of(network.Network.AnswerSize)}}
            #define {{upper}}_STATE_SIZE {{Literal.Of(network.Network.StateSize)}}

            /* What the network remembers of one sequence between two calls. Others may go on at the same time, each with a state of its own. */
            typedef struct {{prefix}}_state
            {
                float memory[{{upper}}_STATE_SIZE];{{hidden}}
            } {{prefix}}_state;

            /* Forgets everything: the next step is the first one of a sequence. A state begins with it. */
            void {{prefix}}_reset({{prefix}}_state *state);

            /* Any number of further steps of a sequence: inputs [steps, {{upper}}_STEP_INPUT_SIZE], outputs [steps, {{upper}}_STEP_OUTPUT_SIZE].
             * So many calls with a step each give the same. The outputs may not overlap the inputs. */
            void {{prefix}}_forward(const float *inputs, float *outputs, int steps, {{prefix}}_state *state);
            """);
    }

    /// <summary>Writes the functions.</summary>
    public static void WriteFunctions(CodeWriter writer, PortableNetwork network, string prefix, IReadOnlyList<string> calls)
    {
        string upper = prefix.ToUpperInvariant();
        string rooms = network.HiddenLength == 0 ? "*memory = state->memory" : "*hidden = state->hidden, *memory = state->memory";
        writer.Line($$"""
            void {{prefix}}_reset({{prefix}}_state *state)
            {
                for (int i = 0; i < {{upper}}_STATE_SIZE; i++) state->memory[i] = 0;
            }

            void {{prefix}}_forward(const float *restrict inputs, float *restrict outputs, int steps, {{prefix}}_state *restrict state)
            {
                float {{rooms}};
                for (int step = 0; step < steps; step++)
                {
                    {{string.Join("\n        ", calls)}}
                    inputs += {{upper}}_STEP_INPUT_SIZE;
                    outputs += {{upper}}_STEP_OUTPUT_SIZE;
                }
            }
            """);
    }

    /// <summary>The statements that make of a whole sequence what its network does.</summary>
    public static string Sequence(PortableNetwork network, string prefix, string inputs)
    {
        string upper = prefix.ToUpperInvariant();
        string reset = $"{prefix}_reset(&state);\n        ";
        return reset + (network.Network.AnswersEachStep
            ? $"{prefix}_forward({inputs}, found, {upper}_STEPS, &state);"
            : $"for (int step = 0; step < {upper}_STEPS; step++) {prefix}_forward({inputs} + step * {upper}_STEP_INPUT_SIZE, found, 1, &state);");
    }
}
