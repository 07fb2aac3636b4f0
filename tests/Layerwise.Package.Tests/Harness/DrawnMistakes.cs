using System.Text.RegularExpressions;
using Layerwise.Samples.Tests.Mistakes;

namespace Layerwise.Package.Tests.Harness;

/// <summary>Some of the networks of the sample with every mistake, others in each run, that the formatter has something to do with.</summary>
/// <param name="folder">A project's folder, which gets them in files of the sample's names, and the sample's severities.</param>
internal sealed class DrawnMistakes(string folder)
{
    private const int Networks = 4;

    private static readonly string Sample = Repository.At("samples", "Mistakes");

    /// <summary>Writes them.</summary>
    public void Write()
    {
        var fixable =
            from path in Directory.GetFiles(Sample, "*.cs").Order(StringComparer.Ordinal)
            let parts = Parts(File.ReadAllText(path))
            from network in parts.Skip(2)
            where ExpectedWarning.AnnouncedBy(network).Any(IsFixable)
            select (Name: Path.GetFileName(path), Head: $"{parts[0]}\n\n{parts[1]}", Text: network);
        foreach (var file in Sweep.Draw([.. fixable], Networks, new Random(Sweep.Seed)).GroupBy(static network => (network.Name, network.Head)))
        {
            File.WriteAllText(Path.Combine(folder, file.Key.Name), string.Join("\n\n", file.Select(static network => network.Text).Prepend(file.Key.Head)) + "\n");
        }

        File.Copy(Path.Combine(Sample, ".editorconfig"), Path.Combine(folder, ".editorconfig"));
    }

    /// <summary>The rules that still have something to say when all is repaired that can be, in the order of files and places.</summary>
    public string[] Lasting()
    {
        ExpectedWarning[] announced = ExpectedWarning.Sorted(Directory.GetFiles(folder, "*.cs").SelectMany(ExpectedWarning.In));
        return [.. announced.Where(warning => !IsFixable(warning.Id) && !GoesAlong(warning, announced)).Select(static warning => warning.Id)];
    }

    // Usings, the namespace, and one network after the other. What is indented belongs to the class above it.
    private static string[] Parts(string text) => Regex.Split(text.TrimEnd(), "\n\n(?! )");

    // What keeps signal and gradient in bounds brings them back into half precision too, and takes the saturating activations away.
    private bool GoesAlong(ExpectedWarning warning, ExpectedWarning[] all) => all.Any(other =>
        other.Id.StartsWith("LW5", StringComparison.Ordinal) && IsFixable(other.Id) && other.File == warning.File && Network(other) == Network(warning));

    private int Network(ExpectedWarning warning) => File.ReadLines(Path.Combine(folder, warning.File)).Take(warning.Line).Count(static line => line.Length == 0);

    private static bool IsFixable(string id) => File.ReadAllText(Repository.At("docs", "rules", id + ".md")).Contains("\n## Fix\n", StringComparison.Ordinal);
}
