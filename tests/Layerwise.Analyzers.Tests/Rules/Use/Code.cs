using System.Text.RegularExpressions;

namespace Layerwise.Analyzers.Tests.Rules.Use;

/// <summary>Code that uses a network of 4 inputs, 3 outputs and 43 parameters.</summary>
internal static class Code
{
    private static readonly (string Name, string Declaration)[] Networks =
    [
        ("Net", """
            [Layer(4, 5, Activation.Relu)]
            [Layer(5, 3, Activation.Softmax)]
            public sealed partial class Net;
            """),
        ("Two", """
            [Layer(4, 5, Activation.Tanh)]
            [Output("Policy", 5, 3, Activation.Softmax)]
            [Output("Value", 5, 1, Activation.Identity)]
            public sealed partial class Two;
            """),
        ("Tagger", """
            [Input(5, 2)]
            [Gru(2, 4)]
            [Layer(4, 3, Activation.Softmax)]
            public sealed partial class Tagger;
            """),
        ("Walk", """
            [Input(2, 4)]
            [Gru(4, 6)]
            [Output("Kind", 6, 2, Activation.Softmax)]
            [Output("Level", 6, 1, Activation.Identity)]
            public sealed partial class Walk;
            """),
        ("Other", """
            [Layer(2, 2, Activation.Tanh)]
            public sealed partial class Other
            {
                public void Forward(float[] inputs, float[] outputs) => Forward(inputs.AsSpan(), outputs.AsSpan());
            }
            """),
    ];

    /// <summary>
    /// The statements as a method's, which gets a network, a workspace and some memory. Of the other networks those that they name: to write all of them took half of the time
    /// of these tests.
    /// </summary>
    public static string Of(string statements) => Written(body: statements, asynchronous: "");

    /// <summary>The same in an asynchronous method.</summary>
    public static string Async(string statements) => Written(body: "", asynchronous: statements);

    private static string Written(string body, string asynchronous) => $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Layerwise;

        {{string.Join("\n", Networks.Where(network => Names(body + asynchronous, network.Name)).Select(static network => network.Declaration))}}

        public sealed class Program
        {
            private readonly Net.Workspace _kept = new(8);
            [ThreadStatic] private static Net.Workspace? _own;

            public async Task Run(Net net, Net.Workspace workspace, float[] inputs, float[] outputs, float[] gradients, float[] state, int[] labels, int n)
            {
                await Task.Yield();
                {{asynchronous}}
                Body(net, workspace, inputs, outputs, gradients, state, labels, n);
            }

            private void Body(Net net, Net.Workspace workspace, float[] inputs, float[] outputs, float[] gradients, float[] state, int[] labels, int n)
            {
                _own ??= _kept;
                {{body}}
            }

            private static void Take(float[] values) => values[0] = 1;

            private static void View(ReadOnlySpan<float> values) => _ = values[0];
        }
        """;

    private static bool Names(string statements, string network) => network == "Net" || Regex.IsMatch(statements, $@"\b{network}\b");
}
