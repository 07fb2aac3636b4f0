namespace Layerwise.Generator.Tests.Harness;

/// <summary>Declarations that many tests share.</summary>
internal static class Samples
{
    public const string DigitClassifier = """
        using Layerwise;

        namespace Sample;

        /// <summary>Reads digits.</summary>
        [Layer(64, 32, Activation.Relu, Init.HeNormal)]
        [Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
        public sealed partial class DigitClassifier { }
        """;

    /// <summary>A declaration of one network in a namespace of its own.</summary>
    public static string Network(string name, params string[] layers) => $$"""
        using Layerwise;

        namespace Sample;

        /// <summary>A network.</summary>
        {{string.Join('\n', layers.Select(layer => $"[Layer({layer})]"))}}
        public sealed partial class {{name}} { }
        """;
}
