using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Comments;

/// <summary>The table that an editor shows over a network's name: a block of code, whose blanks every editor keeps.</summary>
public sealed class LayerTableTests
{
    private static readonly string[] Texts = ["shape", "activation", "initializer"];
    private static readonly string[] Numbers = ["layer", "parameters", "multiply-adds", "weights", "workspace", "signal", "gradient"];

    [Theory]
    [InlineData("64, 32, Activation.Relu, Init.HeNormal", "32, 10, Activation.Softmax, Init.XavierUniform")]
    [InlineData("784, 1000, Activation.LeakyRelu, Bias = false, Slope = 0.2f", "1000, 5, typeof(Lisht), BatchNormalization = true", "5, 1, Activation.Identity, Init.Zeros")]
    [InlineData(
        "4, 4, Activation.Tanh", "4, 4, Activation.Tanh", "4, 4, Activation.Tanh", "4, 4, Activation.Tanh", "4, 4, Activation.Tanh",
        "4, 4, Activation.Tanh", "4, 4, Activation.Tanh", "4, 4, Activation.Tanh", "4, 4, Activation.Tanh", "4, 4000, Activation.Tanh, Init.Orthogonal")]
    public void Its_columns_stand_below_their_headers(params string[] layers)
    {
        string[] table = Table(layers);
        Assert.Equal(layers.Length + 2, table.Length);
        foreach (string line in table[1..^1])
        {
            foreach (string header in Texts) AssertBeginsAt(table[0].IndexOf(header, StringComparison.Ordinal), line);
            foreach (string header in Numbers) AssertEndsAt(table[0].IndexOf(header, StringComparison.Ordinal) + header.Length, line);
        }
    }

    [Fact]
    public void It_says_what_was_declared()
    {
        string line = Table("64, 32, Activation.Relu, Init.HeNormal", "32, 10, Activation.Softmax, Init.XavierUniform")[1];
        Assert.Equal("1 64 → 32 Relu HeNormal, σ = 0.177 2 080 2 048 8.12 KB 0.12 KB ×1 ×0.707", string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void It_ends_in_sums()
    {
        string[] table = Table("64, 32, Activation.Relu, Init.HeNormal", "32, 10, Activation.Softmax, Init.XavierUniform");
        Assert.Equal("total 2 410 2 368 9.41 KB 0.16 KB", string.Join(' ', table[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(2, Table("64, 32, Activation.Relu").Length);
    }

    [Fact]
    public void Equal_layers_in_a_row_are_one_line()
    {
        string[] table = Table("64, 64, Activation.Relu, Init.HeNormal, Repeat = 29", "64, 10, Activation.Softmax");
        Assert.Equal(4, table.Length);
        Assert.Equal("1 to 29 64 → 64 Relu HeNormal, σ = 0.177 4 160 4 096 16.2 KB 0.25 KB ×1 ×1", string.Join(' ', table[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.StartsWith("30 ", table[2].TrimStart(), StringComparison.Ordinal);
    }

    private static void AssertBeginsAt(int start, string line) => Assert.True(line[start - 1] == ' ' && line[start] != ' ', $"no cell begins at {start} of '{line}'");

    private static void AssertEndsAt(int end, string line) =>
        Assert.True(line[end - 1] != ' ' && (end == line.Length || line[end] == ' '), $"no cell ends at {end} of '{line}'");

    private static string[] Table(params string[] layers)
    {
        Generation generation = new Consumer(Samples.Network("Net", layers), CustomActivations.Lisht).Generate();
        string[] lines = generation.Text.Split('\n');
        return [.. lines.SkipWhile(static line => line != "/// <code>").Skip(1).TakeWhile(static line => line != "/// </code>").Select(static line => line["/// ".Length..])];
    }
}
