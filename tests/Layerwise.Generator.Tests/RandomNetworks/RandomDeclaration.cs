using System.Globalization;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>Draws network declarations: source text that is valid, and varied where kernels have edges.</summary>
internal sealed class RandomDeclaration
{
    // Around the widths of registers and register tiles, and primes that nothing divides.
    private static readonly int[] Widths = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65];
    private static readonly int[] LargeWidths = [100, 127, 128, 129, 130, 300];

    private static readonly Activation[] Elementwise = [.. Enum.GetValues<Activation>().Except([Activation.Softmax, Activation.LogSoftmax])];

    private readonly Random _random;

    public RandomDeclaration(int seed) => _random = new Random(seed);

    public string Source(string name)
    {
        int depth = _random.Next(1, 7);
        int[] widths = [.. Enumerable.Range(0, depth + 1).Select(_ => Width(depth))];
        Activation last = Chance(0.4) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);
        string[] layers = [.. Enumerable.Range(0, depth).Select(l =>
            Layer(widths[l], widths[l + 1], l == depth - 1 ? last : Hidden()))];
        return $"""
            /// <summary>Network {name}.</summary>
            {LossOption(last, widths[^1])}{string.Join('\n', layers)}
            public sealed partial class {name};
            """;
    }

    // A deep network of wide layers shows nothing that a shallow one doesn't, and the reference is slow.
    private int Width(int depth) => Chance(depth <= 2 ? 0.25 : 0.05) ? Pick(LargeWidths) : Pick(Widths);

    private Activation Hidden() => Chance(0.04) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);

    private string Layer(int fanIn, int fanOut, Activation activation)
    {
        string init = Chance(0.3) ? "" : $", Init.{Pick(Enum.GetValues<Init>())}";
        string slope = activation is Activation.LeakyRelu or Activation.Elu or Activation.PRelu && Chance(0.7)
            ? string.Create(CultureInfo.InvariantCulture, $", Slope = {Pick([0f, 0.01f, 0.2f, 0.3333333f, 1f, 1.5f]):R}f")
            : "";
        string bias = Chance(0.2) ? ", Bias = false" : Chance(0.2) ? ", BiasValue = -0.25f" : "";
        string function = activation == Activation.Custom ? Pick(["typeof(Lisht)", "typeof(Other.Lisht<int>)"]) : $"Activation.{activation}";
        return $"[Layer({fanIn}, {fanOut}, {function}{init}{slope}{bias})]";
    }

    // The logarithms of the cross-entropies want outputs in (0, 1).
    private string LossOption(Activation last, int width)
    {
        Loss[] fitting = last switch
        {
            Activation.Sigmoid => [Loss.MeanSquaredError, Loss.BinaryCrossEntropy, Loss.CrossEntropy],
            Activation.Softmax when width > 1 => [Loss.MeanSquaredError, Loss.BinaryCrossEntropy, Loss.CrossEntropy],
            Activation.LogSoftmax => [Loss.MeanSquaredError, Loss.CrossEntropy],
            _ => [Loss.MeanSquaredError],
        };
        return Chance(0.5) ? "" : $"[Network(Loss = Loss.{Pick(fitting)})]\n";
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
