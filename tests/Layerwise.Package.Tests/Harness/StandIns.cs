namespace Layerwise.Package.Tests.Harness;

/// <summary>Modules of Python in the place of frameworks that this machine does not have: they know what one page asks of them.</summary>
internal static class StandIns
{
    private static readonly string[] Modules = ["keras", "stable_baselines3"];

    /// <summary>Copies those of the modules that a Python lacks into a folder for its path.</summary>
    /// <returns>Which they are.</returns>
    public static string[] Fill(string python, string folder)
    {
        Directory.CreateDirectory(folder);
        string[] missing = [.. Modules.Where(module => new Command(python, "-c", $"import {module}") { Folder = AppContext.BaseDirectory }.Run().ExitCode != 0)];
        foreach (string module in missing)
        {
            Directory.CreateDirectory(Path.Combine(folder, module));
            File.Copy(Repository.At("tests/Layerwise.Package.Tests/StandIns", module, "__init__.py"), Path.Combine(folder, module, "__init__.py"));
        }

        return missing;
    }
}
