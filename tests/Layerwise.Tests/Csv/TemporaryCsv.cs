namespace Layerwise.Tests.Csv;

/// <summary>A file for as long as it is used.</summary>
internal sealed class TemporaryCsv : IDisposable
{
    public TemporaryCsv(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
