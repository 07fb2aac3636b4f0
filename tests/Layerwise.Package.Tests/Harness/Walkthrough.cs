using System.Text.RegularExpressions;

namespace Layerwise.Package.Tests.Harness;

/// <summary>
/// A page of the documentation as a reader with a terminal follows it, from top to bottom: a block with a file's name behind its language is written to that file, the lines of a
/// <c>sh</c> block are run, and those of a <c>text</c> block stand in what was printed last.
/// </summary>
/// <param name="package">Where the page is followed, in a folder beside the consumers; its version is what the page's projects reference in place of the repository's.</param>
/// <param name="page">The page's file.</param>
internal sealed class Walkthrough(PackedPackage package, string page)
{
    private readonly string _root = package.Folder;
    private readonly List<string> _printed = [];

    /// <summary>A line of the shell before each block of commands.</summary>
    public string Environment { get; init; } = "";

    /// <summary>What each block of commands has printed so far.</summary>
    public IReadOnlyList<string> Printed => _printed;

    /// <summary>Follows the page.</summary>
    /// <param name="folder">What the names of files are relative to.</param>
    /// <param name="start">Where in it the first command is given.</param>
    /// <returns>What was printed last.</returns>
    public string Follow(string folder, string start)
    {
        string current = Path.Combine(_root, folder, start);
        Directory.CreateDirectory(current);
        string output = "";
        foreach (Match block in Regex.Matches(File.ReadAllText(Repository.At("docs", page)), "```(?<language>[a-z]+)(?: (?<file>[^\n]+))?\n(?<text>.*?)```", RegexOptions.Singleline))
        {
            string text = block.Groups["text"].Value.Replace(Repository.Version, package.Version, StringComparison.Ordinal);
            if (block.Groups["file"].Success) Write(Path.Combine(_root, folder, block.Groups["file"].Value), text);
            else if (block.Groups["language"].Value == "sh") (current, output) = Run(current, text);
            else if (block.Groups["language"].Value == "text") AssertPrinted(output, text);
        }

        return output;
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    // One shell for each block, which tells where it ended up.
    private (string Folder, string Output) Run(string folder, string commands)
    {
        string trail = Path.Combine(_root, "trail");
        CommandResult result = new Command("bash", "-ec", $"{Command.AtHome($"{_root}/home")}\n{Environment}\n{SingleProcess.Shell}\n{commands}pwd > '{trail}'\n") { Folder = folder }.Run().AssertCalm();
        _printed.Add(result.Output);
        return (File.ReadAllText(trail).Trim(), result.Output);
    }

    private void AssertPrinted(string output, string text) => Assert.All(
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.True(output.Contains(line, StringComparison.Ordinal), $"{page}: '{line}' is not in\n{output}"));
}
