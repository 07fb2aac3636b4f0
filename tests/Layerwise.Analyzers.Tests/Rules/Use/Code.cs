namespace Layerwise.Analyzers.Tests.Rules.Use;

/// <summary>Code that uses a network of 4 inputs, 3 outputs and 43 parameters.</summary>
internal static class Code
{
    /// <summary>The statements as a method's, which gets a network, a workspace and some memory.</summary>
    public static string Of(string statements) => $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Layerwise;

        [Layer(4, 5, Activation.Relu)]
        [Layer(5, 3, Activation.Softmax)]
        public sealed partial class Net;

        [Layer(4, 5, Activation.Tanh)]
        [Output("Policy", 5, 3, Activation.Softmax)]
        [Output("Value", 5, 1, Activation.Identity)]
        public sealed partial class Two;

        [Input(5, 2)]
        [Gru(2, 4)]
        [Layer(4, 3, Activation.Softmax)]
        public sealed partial class Tagger;

        [Input(2, 4)]
        [Gru(4, 6)]
        [Output("Kind", 6, 2, Activation.Softmax)]
        [Output("Level", 6, 1, Activation.Identity)]
        public sealed partial class Walk;

        [Layer(2, 2, Activation.Tanh)]
        public sealed partial class Other
        {
            public void Forward(float[] inputs, float[] outputs) => Forward(inputs.AsSpan(), outputs.AsSpan());
        }

        public sealed class Program
        {
            private readonly Net.Workspace _kept = new(8);
            [ThreadStatic] private static Net.Workspace? _own;

            public async Task Run(Net net, Net.Workspace workspace, float[] inputs, float[] outputs, float[] gradients, float[] state, int[] labels, int n)
            {
                await Task.Yield();
                Body(net, workspace, inputs, outputs, gradients, state, labels, n);
            }

            private void Body(Net net, Net.Workspace workspace, float[] inputs, float[] outputs, float[] gradients, float[] state, int[] labels, int n)
            {
                _own ??= _kept;
                {{statements}}
            }

            private static void Take(float[] values) => values[0] = 1;

            private static void View(ReadOnlySpan<float> values) => _ = values[0];
        }
        """;

    /// <summary>The same in an asynchronous method.</summary>
    public static string Async(string statements) =>
        Of("").Replace("await Task.Yield();", "await Task.Yield();\n" + statements, StringComparison.Ordinal);
}
