extern alias generator;

using System.Globalization;
using System.Text.RegularExpressions;
using generator::Layerwise.Generator.Weights;
using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.RandomNetworks;
using Layerwise.Generator.Tests.Recurrent;

namespace Layerwise.Generator.Tests.Portable;

/// <summary>Chosen networks and random ones, frozen, and the files that are written of them for other compilers. Other random ones in each run.</summary>
public sealed partial class PortableNetworks : IDisposable
{
    private const int UsualNetworks = 4;
    private const int NetworksPerCompilation = 20;

    // What can be constants of a program; a test of the rule says what is said of more.
    private const int MostParameters = (1 << 18) - 8192;

    // Few draws have what these have. A run takes half of them, which are alike in pairs.
    private static readonly string[] Chosen =
    [
        .. RecurrentNetworks.Declarations,
        "[Input(6, 5, 3)]\n[Conv2D(3, 8, 3, Activation.Relu, GroupNormalization = 4)]\n[Conv2D(8, 6, 2, Activation.Tanh, GroupNormalization = 8, Order = LayerOrder.ActivateLinearAdd)]"
            + "\n[Conv2D(6, 6, 1, Activation.Softmax, GroupNormalization = 1, NormalizationEpsilon = 1e-3f)]\n[Layer(36, 3, Activation.Identity)]",
    ];

    // Of the largest output of a sample, or of 1 where that is more.
    private const double Tolerance = 1e-6;

    // Some networks enlarge what rounding leaves, such as one that normalizes two numbers that are nearly equal. The frozen network itself shows by how much: a file adds in
    // another order, and may be as unlucky where the network is lucky.
    private const double OfOwnError = 4;

    // With bytes as weights a frozen network rounds the inputs of large layers too, which no file does: it shows nothing then.
    private const double ToleranceOfBytes = 1e-5;

    private static readonly string[] Formats = ["", "Half", "BFloat16", "Int8"];

    private readonly List<string> _drawn = [];
    private readonly List<string> _declarations = [];
    private readonly List<Twin> _twins = [];

    public PortableNetworks()
    {
        var declarations = new RandomDeclaration(Sweep.Seed);
        IReadOnlyList<string> chosen = Sweep.OneIn(2, Chosen);
        int networks = Sweep.Count(UsualNetworks) + chosen.Count;
        foreach (string layers in chosen) _drawn.Add($"/// <summary>A network.</summary>\n{layers}\npublic sealed partial class {Name(_drawn.Count)};");
        while (_drawn.Count < networks)
        {
            // A project's own activations can't be written in another language: rules say so.
            string source = declarations.Source(Name(_drawn.Count));
            if (!source.Contains("typeof(", StringComparison.Ordinal)) _drawn.Add(source);
        }

        for (int start = 0; start < networks; start += NetworksPerCompilation) Write(start, Math.Min(NetworksPerCompilation, networks - start));
    }

    /// <summary>In which format the weights are written, in this run; empty for floats.</summary>
    public static string Weights { get; } = Formats[Sweep.Seed % Formats.Length];

    /// <summary>Where the files lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("layerwise-portable-").FullName;

    internal IReadOnlyList<Twin> Twins => _twins;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Names the networks of which a program says, in a line for each, what they do not compute.</summary>
    /// <returns>How near the others came.</returns>
    internal string AssertComputed(IReadOnlyList<Twin> twins, string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(twins.Count, lines.Length);
        string[] faults =
        [
            .. from network in twins.Zip(lines)
               let fault = network.First.Fault(network.Second, Weights == "Int8" ? ToleranceOfBytes : Math.Max(Tolerance, OfOwnError * network.First.OwnError))
               where fault is not null
               select $"{fault}\n{_declarations.Single(declaration => declaration.Contains($" {network.First.Name};", StringComparison.Ordinal))}",
        ];
        Assert.True(faults.Length == 0, $"{faults.Length} of {lines.Length} networks differ:\n{string.Join("\n\n", faults)}");
        (double File, double Own, double Between)[] errors = [.. twins.Zip(lines, static (twin, line) => (twin.ErrorOf(line), twin.OwnError, twin.DeviationOf(line)))];
        (double file, double own, _) = errors.MaxBy(static error => error.File);
        int exact = errors.Count(static error => error.File <= Tolerance), same = errors.Count(static error => error.Between <= Tolerance);
        string counts = string.Create(CultureInfo.InvariantCulture, $"{exact} of {errors.Length} files are exact to 1e-6, and {same} give what the network gives to 1e-6; ");
        return counts + string.Create(CultureInfo.InvariantCulture, $"the largest error is {file:E1}, of a network that errs by {own:E1} itself.");
    }

    private static string Name(int i) => $"Network{i.ToString("D3", CultureInfo.InvariantCulture)}";

    private void Write(int start, int count)
    {
        List<string> sources = _drawn.GetRange(start, count);
        using (LoadedAssembly trained = Consumer(sources).Load())
        {
            foreach (Type network in trained.Networks)
            {
                int parameters = (int)network.GetField("ParameterCount")!.GetRawConstantValue()!;
                if (parameters > MostParameters) sources.RemoveAll(source => source.Contains($" {network.Name};", StringComparison.Ordinal));
                else LoadedAssembly.Visit(network, new FrozenProject.Saver(WeightFile(network.Name)));
            }
        }

        Generation generation = (Consumer(sources.Select(Frozen)) with
        {
            AdditionalFiles = [.. Directory.EnumerateFiles(Folder, "*.safetensors")],
            FileMetadata = new Dictionary<string, string> { ["EmitC"] = "emitted", ["EmitCSharp"] = "emitted", ["Weights"] = Weights },
        }).Generate();
        foreach ((string path, string text) in EmittedFiles.Of(generation)) File.WriteAllText(Path.Combine(Folder, Path.GetFileName(path)), text);
        using LoadedAssembly frozen = generation.LoadClean();
        _declarations.AddRange(sources);
        ILookup<string, FrozenNetwork> models = generation.Result.TrackedSteps["FrozenNetworks"]
            .SelectMany(static step => step.Outputs).Select(static output => (FrozenNetwork)output.Value).ToLookup(static model => model.Network.Type.Name);
        _twins.AddRange(frozen.Frozen.OrderBy(static type => type.Name, StringComparer.Ordinal).Select(type => Twin.Of(type, models[type.Name].First())));
    }

    private string WeightFile(string network) => Path.Combine(Folder, network + ".safetensors");

    private static Consumer Consumer(IEnumerable<string> networks) => new($"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", networks)}")
    {
        Documentation = Microsoft.CodeAnalysis.DocumentationMode.Parse,
    };

    private static string Frozen(string source)
    {
        string name = NameOfClass().Match(source).Groups[1].Value;
        return $"[Frozen(\"{name}.safetensors\")]\n"
            + source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("sealed partial class", "static partial class", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"sealed partial class (\w+);")]
    private static partial Regex NameOfClass();
}
