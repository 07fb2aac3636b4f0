using Xunit;

namespace Layerwise.Generator.Tests.Portable;

/// <summary>Programs that a machine may have or not.</summary>
internal static class Tool
{
    /// <summary>Skips the test, and says so, where a program is not there.</summary>
    public static void Require(string name, string what)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip.IfNot(folders.Any(folder => File.Exists(Path.Combine(folder, name))), $"NOT TESTED: {what}, because there is no {name}.");
    }
}
