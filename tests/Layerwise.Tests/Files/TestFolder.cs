using System.Diagnostics;

namespace Layerwise.Tests.Files;

/// <summary>A folder of a test's own, and what programs of the system do in it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("layerwise-files-").FullName;

    /// <summary>The names in it.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(_path).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public string At(params string[] parts) => Path.Combine([_path, .. parts]);

    /// <summary>A file in it with some text.</summary>
    public string Write(string name, string text = "old")
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Runs a program, <c>mkfifo</c> for example, and has it end well.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
