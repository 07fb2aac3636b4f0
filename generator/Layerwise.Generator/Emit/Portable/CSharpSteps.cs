using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>What C# 9 has of a network with recurrent layers in place of one call for a sample: a state that the caller keeps, and a call for any number of steps.</summary>
internal static class CSharpSteps
{
    /// <summary>Writes sizes and the class of the state.</summary>
    public static void WriteState(CodeWriter writer, PortableNetwork network)
    {
        CSharpFile.WriteConstant(writer, "Steps", network.Network.Steps, "Steps of a sequence in training.");
        CSharpFile.WriteConstant(writer, "StepInputSize", network.Network.First.Input.Channels, "Numbers that one step brings.");
        CSharpFile.WriteConstant(writer, "StepOutputSize", network.Network.AnswerSize, "Numbers of the answer to one step.");
        CSharpFile.WriteConstant(writer, "StateSize", network.Network.StateSize, "Numbers that the network remembers from step to step.");
        writer.Line($$"""
            /// <summary>What the network remembers of one sequence between two calls, allocated once. Not for several threads at a time.</summary>
            public sealed class State
            {
                internal readonly float[] Memory = new float[StateSize];

                // What passes between the layers within a step.
                internal readonly float[] Hidden = new float[{{Literal.Of(network.HiddenLength)}}];

                /// <summary>All that is remembered, [StateSize].</summary>
                public float[] Values
                {
                    get { return Memory; }
                }

                /// <summary>Forgets everything: the next step is the first one of a sequence.</summary>
                public void Reset() => Sys::Array.Clear(Memory, 0, StateSize);

                /// <summary>Makes another state remember the same.</summary>
                /// <param name="other">The other one.</param>
                public void CopyTo(State other)
                {
                    if (other is null) throw new Sys::ArgumentNullException("other");
                    Sys::Array.Copy(Memory, other.Memory, StateSize);
                }
            }

            """);
    }

    /// <summary>Writes the methods.</summary>
    public static void WriteForward(CodeWriter writer, IReadOnlyList<string> calls) => writer.Line($$"""
        /// <summary>Any number of further steps of one sequence. So many calls with a step each give the same. Allocates nothing.</summary>
        /// <param name="inputs">[steps, StepInputSize].</param>
        /// <param name="outputs">[steps, StepOutputSize], written; another array than the inputs.</param>
        /// <param name="state">What the steps before left, replaced by what these leave.</param>
        /// <exception cref="Sys::ArgumentException">The inputs are no whole number of steps, or the outputs are too few.</exception>
        public static void Forward(float[] inputs, float[] outputs, State state)
        {
            if (inputs is null) throw new Sys::ArgumentNullException("inputs");
            if (inputs.Length % StepInputSize != 0)
                throw new Sys::ArgumentException("Expected whole steps of " + StepInputSize + " numbers each; the array has " + inputs.Length + ".", "inputs");
            Forward(inputs, 0, outputs, 0, inputs.Length / StepInputSize, state);
        }

        /// <summary>The same for steps within arrays. Allocates nothing.</summary>
        /// <param name="inputs">Has the steps.</param>
        /// <param name="inputStart">Where they begin.</param>
        /// <param name="outputs">Receives the answers; another array than the inputs.</param>
        /// <param name="outputStart">Where they begin.</param>
        /// <param name="steps">How many.</param>
        /// <param name="state">What the steps before left, replaced by what these leave.</param>
        /// <exception cref="Sys::ArgumentException">An array is too short.</exception>
        public static void Forward(float[] inputs, int inputStart, float[] outputs, int outputStart, int steps, State state)
        {
            if (state is null) throw new Sys::ArgumentNullException("state");
            if (steps < 0) throw new Sys::ArgumentOutOfRangeException("steps", steps, "Expected at least 0.");
            Check(inputs, inputStart, (long)steps * StepInputSize, "inputs");
            Check(outputs, outputStart, (long)steps * StepOutputSize, "outputs");
            if (ReferenceEquals(inputs, outputs)) throw new Sys::ArgumentException("Expected another array than the inputs.", "outputs");
            float[] hidden = state.Hidden, memory = state.Memory;
            for (int step = 0; step < steps; step++)
            {
                {{string.Join("\n        ", calls)}}
                inputStart += StepInputSize;
                outputStart += StepOutputSize;
            }
        }

        private static void Check(float[] values, int start, long count, string name)
        {
            if (values is null) throw new Sys::ArgumentNullException(name);
            if (start < 0 || start > values.Length - count)
                throw new Sys::ArgumentException("Expected " + count + " numbers from " + start + " on; the array has " + values.Length + ".", name);
        }
        """);

    /// <summary>The statements that make of a whole sequence what its network does.</summary>
    public static string Sequence(PortableNetwork network) => "state.Reset();\n        " + (network.Network.AnswersEachStep
        ? "Forward(SelfTestInputs, sample * InputSize, found, 0, Steps, state);"
        : "for (int step = 0; step < Steps; step++) Forward(SelfTestInputs, sample * InputSize + step * StepInputSize, found, 0, 1, state);");
}
