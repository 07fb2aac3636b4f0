namespace Layerwise.Mpi.Tests;

/// <summary>What the ranks of a run said, each in a file of its own.</summary>
internal sealed record Journals : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise").FullName;

    public string Argument => $"journals={_folder}";

    /// <summary>Of the launcher, once it has ended.</summary>
    public CommandResult? Result { get; init; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What stands behind a name, on all ranks, the first one's first. A line that is not complete is none.</summary>
    public string[] Values(string name) =>
    [
        .. Directory.GetFiles(_folder).Order(StringComparer.Ordinal).SelectMany(static path => File.ReadAllText(path).Split('\n')[..^1])
            .Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line[name.Length..]),
    ];
}
