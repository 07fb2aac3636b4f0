using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>Where outputs and parts of the inputs that have names lie among all numbers of a sample.</summary>
internal static class PartsEmitter
{
    public static void Write(CodeWriter writer, NetworkSpec network)
    {
        foreach (InputSpec input in network.Inputs) Write(writer, input.Name, input.Offset, input.Size, "inputs", "InputSize", "Inputs of the network or derivatives with respect to them", "sample");
        foreach (HeadSpec head in network.Heads.Where(static head => head.IsNamed))
        {
            Write(writer, head.Name, head.Offset, head.Size, "outputs", Names.AnswerSize(network), "Outputs of the network, their targets or derivatives", network.AnswersEachStep ? "step" : "sample");
        }
    }

    private static void Write(CodeWriter writer, string name, int offset, int size, string whole, string width, string what, string of)
    {
        writer.Line();
        writer.Line($$"""
            /// <summary>Where {{name}} begins among the {{whole}} of a {{of}}.</summary>
            {{GeneratedFile.Attribute}}
            public const int {{name}}Offset = {{Literal.Of(offset)}};

            /// <summary>Numbers of {{name}}.</summary>
            {{GeneratedFile.Attribute}}
            public const int {{name}}Size = {{Literal.Of(size)}};

            {{View(Names.ReadOnlySpan)}}

            {{View(Names.Span)}}
            """);

        string View(string span) => $$"""
            /// <summary>{{name}} of one {{of}}.</summary>
            /// <param name="{{whole}}">{{what}} [{{(of == "step" ? "steps" : "rows")}}, {{width}}].</param>
            /// <param name="row">Which {{of}}, counted from 0{{(of == "step" ? ": of several sequences, those of the first one come first" : "")}}.</param>
            /// <returns>[{{Literal.Of(size)}}], a view.</returns>
            /// <exception cref="Sys::ArgumentOutOfRangeException">There is no such {{of}}.</exception>
            {{GeneratedFile.MethodAttribute}}
            public static {{span}} {{name}}({{span}} {{whole}}, int row = 0) => {{whole}}.Slice((row * {{width}}) + {{name}}Offset, {{name}}Size);
            """;
    }
}
