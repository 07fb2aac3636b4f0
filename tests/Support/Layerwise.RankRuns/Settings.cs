using System.Globalization;

namespace Layerwise.RankRuns;

/// <summary>What the arguments say, as <c>name=value</c>, or <c>name@rank=value</c> for one rank alone.</summary>
internal sealed class Settings(string[] arguments, int rank)
{
    public string? Text(string name) => Find($"{name}@{rank}=") ?? Find($"{name}=");

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private string? Find(string prefix) => arguments.LastOrDefault(argument => argument.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}
