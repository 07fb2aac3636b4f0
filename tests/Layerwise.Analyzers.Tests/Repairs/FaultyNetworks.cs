using System.Globalization;

namespace Layerwise.Analyzers.Tests.Repairs;

/// <summary>Random declarations with everything in them that people get wrong.</summary>
internal static class FaultyNetworks
{
    private static readonly int[] Widths = [1, 2, 3, 8, 16, 64, 200];
    private static readonly string[] Activations = [.. Members("Activation").Where(static name => name != "Custom")];
    private static readonly string[] Inits = Members("Init");
    private static readonly string[] Losses = Members("Loss");
    private static readonly string[] Usual = ["Relu", "Tanh", "Sigmoid", "Identity", "LeakyRelu", "Selu", "Gelu"];

    private static readonly string[] LayerOptions =
    [
        "Bias = false", "BiasValue = 0.1f", "BiasValue = -4f", "BiasValue = 9f", "BatchNormalization = true", "Dropout = 0.2f", "Dropout = 0.8f", "Dropout = 30f",
        "Slope = 0.2f", "Slope = 1f", "Slope = 3f", "Slope = -0.1f", "Gain = 0f", "Gain = 1.4142135f", "Gain = 3f", "InitScale = 0.001f", "InitScale = 1f", "InitScale = -0.5f",
        "VarianceScale = 2f", "VarianceScale = 0.01f", "FanMode = FanMode.FanOut", "Sparsity = 0.5f", "Sparsity = 1f",
    ];

    private static readonly string[] NetworkOptions =
    [
        "Delta = 2f", "Delta = -1f", "Beta = 0.5f", "LabelSmoothing = 0.1f", "LabelSmoothing = 10f", "InputPower = 100f", "InputPower = 17000f",
    ];

    /// <summary>The declaration that a seed gives.</summary>
    public static string Of(int seed)
    {
        var random = new Random(seed);
        int[] widths = [.. Enumerable.Range(0, 2 + random.Next(random.Next(2) == 0 ? 4 : 10)).Select(_ => Pick(random, Widths))];

        // A layer in three is square.
        for (int i = 1; i < widths.Length; i++) widths[i] = random.Next(3) == 0 ? widths[i - 1] : widths[i];
        string usual = Pick(random, Usual);
        IEnumerable<string> layers = Enumerable.Range(0, widths.Length - 1)
            .Select(i => Layer(random, widths[i], widths[i + 1], random.Next(3) > 0 ? usual : Pick(random, Activations)));
        string network = random.Next(2) == 0 ? "" : Network(random) + "\n";
        return $"""
            using Layerwise;

            {network}{string.Join('\n', layers)}
            partial class Net;

            """;
    }

    private static string Network(Random random)
    {
        string[] loss = random.Next(4) == 0 ? [] : [$"Loss = Loss.{Pick(random, Losses)}"];
        return $"[Network({string.Join(", ", loss.Concat(Some(random, NetworkOptions)))})]";
    }

    private static string Layer(Random random, int fanIn, int fanOut, string activation)
    {
        string[] init = random.Next(2) == 0 ? [] : [$"Init.{Pick(random, Inits)}"];
        string[] repeat = fanIn == fanOut && random.Next(2) == 0 ? ["Repeat = 3"] : [];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[Layer({fanIn}, {fanOut}, Activation.{activation}{string.Concat(init.Concat(Some(random, LayerOptions)).Concat(repeat).Select(static argument => ", " + argument))})]");
    }

    // None, one or two, each option once.
    private static string[] Some(Random random, string[] options) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random, options)).DistinctBy(static option => option.Split(' ')[0])];

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];

    // The generator has copies of the enums, which make their names ambiguous here.
    private static string[] Members(string name) => typeof(Dataset).Assembly.GetType("Layerwise." + name, throwOnError: true)!.GetEnumNames();
}
