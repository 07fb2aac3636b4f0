using System.Globalization;
using System.Text.RegularExpressions;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>What hover and build say of a frozen network that has test data, and of one whose weights have fewer bits.</summary>
[Trait("Category", "Slow")]
public sealed partial class TestDataTests : IDisposable
{
    private const int Pixels = 64;
    private const int Images = 1797;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-test-data-").FullName;

    private static readonly string Weights = Repository.At("samples", "Embedded", "digits.safetensors");

    private string TestData => Path.Combine(_folder, "digits-test.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The counts of docs/deploying.md, which the runtime's kernels give too: all but an answer or two stay the same.
    [Theory]
    [InlineData("Half", 0.0014)]
    [InlineData("BFloat16", 0.0155)]
    [InlineData("Int8", 0.0457)]
    public void The_digits_are_answered_as_with_floats(string format, double largest)
    {
        string remark = Remark(WriteDigits(), format);
        Assert.Matches("^// Layerwise: Reader: Weights are " + format + ", which changes the outputs over the 8 samples of the self-test by up to [0-9.]+", remark);
        Assert.EndsWith("; 99.5 % of the answers are right, and none is another one than with floats.", remark, StringComparison.Ordinal);
        Assert.Equal(largest, double.Parse(Largest().Match(remark).Groups[1].Value, CultureInfo.InvariantCulture), 4);
    }

    [Fact]
    public void With_floats_the_share_of_right_answers_is_said() =>
        Assert.Equal("// Layerwise: Reader: Of its answers to the 1 797 samples of digits-test.safetensors, 99.5 % are right.", Remark(WriteDigits(), weights: null));

    // Beside what is forecast of its declaration, which other networks have a page about too.
    [Theory]
    [InlineData("[Frozen(\"digits.safetensors\")]\n[Layer(64, 32, Activation.Relu)]\n[Layer(32, 10, Activation.Softmax)]")]
    [InlineData("[Frozen(typeof(Trained), \"digits.safetensors\")]")]
    public void The_page_about_a_network_says_the_same(string attributes)
    {
        string data = WriteDigits();
        Consumer consumer = new($$"""
            using Layerwise;

            {{attributes}}
            public static partial class Reader { }

            [Layer(64, 32, Activation.Relu)]
            [Layer(32, 10, Activation.Softmax)]
            public sealed partial class Trained { }
            """)
        {
            AdditionalFiles = [Weights, data],
            FileMetadata = new Dictionary<string, string> { ["Weights"] = "Int8", ["TestData"] = data },
            Properties = new Dictionary<string, string> { ["LayerwiseReport"] = "true" },
        };
        Generation generation = consumer.Generate();
        string Page(string network) => generation.Result.GeneratedSources.Single(source => source.HintName == $"{network}-Report.g.cs").SourceText.ToString();

        Assert.Contains($"<p>{RemarkOf(generation)["// Layerwise: Reader: ".Length..]}</p>", Page("Reader"), StringComparison.Ordinal);
        Assert.DoesNotContain("Int8", Page("Trained"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_samples_that_is_said()
    {
        SafetensorsFile file = SafetensorsFile.Read(Weights);
        string bare = Path.Combine(_folder, "digits.safetensors");
        new SafetensorsFile(file.Tensors.Where(static tensor => !tensor.Name.StartsWith("state.", StringComparison.Ordinal)), file.Metadata).Write(bare);
        Consumer consumer = Reader() with { AdditionalFiles = [bare], FileMetadata = new Dictionary<string, string> { ["Weights"] = "Int8" } };
        Assert.Equal(
            "// Layerwise: Reader: Weights are Int8. What that changes is not known: the file has no samples, and its item names no TestData.",
            RemarkOf(consumer.Generate()));
    }

    [Fact]
    public void A_network_of_plain_floats_without_test_data_says_nothing()
    {
        Generation generation = (Reader() with { AdditionalFiles = [Weights] }).Generate();
        Assert.DoesNotContain(generation.Result.GeneratedSources, static source => source.HintName.Contains("Remark", StringComparison.Ordinal));
    }

    // A name may have what XML has other uses for, and comments must stay comments.
    [Fact]
    public void A_strange_name_of_a_file_stays_text()
    {
        string strange = Path.Combine(_folder, "a<b>&\n#error.safetensors");
        File.Copy(WriteDigits(), strange);
        var metadata = new Dictionary<string, string> { ["Weights"] = "Half", ["TestData"] = strange };
        Consumer consumer = Reader() with { AdditionalFiles = [Weights, strange], FileMetadata = metadata };
        Assert.Contains("a<b>&\\u000A#error.safetensors", RemarkOf(consumer.Generate()), StringComparison.Ordinal);
        consumer.Load().Dispose();
    }

    // Of a network that gives numbers nothing is right or wrong; the largest of several outputs is a class where there are labels.
    [Theory]
    [InlineData("2, 2, Activation.Identity", true, "of the answers are right")]
    [InlineData("2, 2, Activation.Identity", false, null)]
    [InlineData("2, 2, Activation.Sigmoid", false, "of the answers are right")]
    [InlineData("2, 2, Activation.Softmax", false, "of the answers are right")]
    [InlineData("2, 1, Activation.Sigmoid", true, "of the answers are right")]
    public void What_can_be_right_follows_from_the_network(string layer, bool areLabels, string? said)
    {
        using var project = new FrozenProject();
        project.SaveWeights(layer);
        const int Samples = 20;
        float[] inputs = FrozenProject.Inputs(2 * Samples);
        int outputs = layer[3] - '0';
        if (areLabels) DatasetFile.Write(TestData, Dataset.WithLabels(inputs, 2, new int[Samples], 2));
        else DatasetFile.Write(TestData, new Dataset(inputs, 2, new float[Samples * outputs], outputs));
        Consumer consumer = project.Consumer(layer);
        var metadata = new Dictionary<string, string> { ["Weights"] = "Int8", ["TestData"] = TestData };
        consumer = consumer with { AdditionalFiles = [.. consumer.AdditionalFiles, TestData], FileMetadata = metadata };
        string remark = RemarkOf(consumer.Generate());
        Assert.Contains("over the 20 samples of digits-test.safetensors by up to", remark, StringComparison.Ordinal);
        if (said is null) Assert.DoesNotContain("right", remark, StringComparison.Ordinal);
        else Assert.Contains(said, remark, StringComparison.Ordinal);
    }

    // A build must not take longer with more samples: 10 000 of a network with 1 050 624 weights would be ten billion products.
    [Fact]
    public void Of_very_many_samples_some_are_computed()
    {
        using var project = new FrozenProject { Embeds = true };
        string[] layers = ["1024, 1024, Activation.Relu", "1024, 2, Activation.Softmax"];
        project.SaveWeights(layers);
        DatasetFile.WriteWithLabels(TestData, 400, 1024, 2, static (sample, input) =>
        {
            input.Fill(sample % 17);
            return 0;
        });
        Consumer consumer = project.Consumer(layers);
        var metadata = new Dictionary<string, string> { ["Embed"] = "true", ["TestData"] = TestData };
        consumer = consumer with { AdditionalFiles = [.. consumer.AdditionalFiles, TestData], FileMetadata = metadata };
        Assert.Contains("Of its answers to 285 of the 400 samples of digits-test.safetensors, ", RemarkOf(consumer.Generate()), StringComparison.Ordinal);
    }

    private static Consumer Reader() => new("""
        using Layerwise;

        namespace Sample;

        /// <summary>Reads digits.</summary>
        [Frozen("digits.safetensors")]
        [Layer(64, 32, Activation.Relu)]
        [Layer(32, 10, Activation.Softmax)]
        public static partial class Reader { }
        """);

    private string WriteDigits()
    {
        string[][] lines = [.. File.ReadLines(Repository.At("samples", "Digits", "data", "digits.csv")).Select(static line => line.Split(','))];
        DatasetFile.WriteWithLabels(TestData, Images, Pixels, 10, (image, input) =>
        {
            for (int pixel = 0; pixel < Pixels; pixel++) input[pixel] = int.Parse(lines[image][pixel], CultureInfo.InvariantCulture) / 16f;
            return int.Parse(lines[image][Pixels], CultureInfo.InvariantCulture);
        });
        return TestData;
    }

    private static string Remark(string data, string? weights)
    {
        var metadata = new Dictionary<string, string> { ["TestData"] = data };
        if (weights is not null) metadata["Weights"] = weights;
        Consumer consumer = Reader() with { AdditionalFiles = [Weights, data], FileMetadata = metadata };
        Generation generation = consumer.Generate();
        string remark = RemarkOf(generation);

        // Hover says the same.
        string main = generation.Result.GeneratedSources.Single(static source => source.HintName == "Sample.Reader.g.cs").SourceText.ToString();
        Assert.Contains($"/// <para>{remark["// Layerwise: Reader: ".Length..]}</para>", main, StringComparison.Ordinal);
        generation.LoadClean().Dispose();
        return remark;
    }

    private static string RemarkOf(Generation generation)
    {
        string[] lines = generation.Result.GeneratedSources.Single(static source => source.HintName.EndsWith("-Remark.g.cs", StringComparison.Ordinal))
            .SourceText.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, static line => Assert.StartsWith("//", line, StringComparison.Ordinal));
        return lines[1];
    }

    [GeneratedRegex("samples of digits-test.safetensors by up to ([0-9.]+), by [^ ]+ in the mean")]
    private static partial Regex Largest();
}
