namespace Layerwise.Package.Tests.Harness;

/// <summary>The repository as its files are now, in another folder, as if cloned there, with packages of a version that nobody else has.</summary>
internal static class Clone
{
    private static readonly string[] Made = ["bin", "obj", "TestResults"];

    /// <summary>Copies all but what builds have made.</summary>
    /// <param name="folder">A folder that is not there yet.</param>
    /// <param name="version">What packages are called that are packed in it; what is in them still has the repository's version.</param>
    /// <returns>The folder.</returns>
    public static string Into(string folder, string version)
    {
        Copy(Repository.Root, folder);
        string properties = Path.Combine(folder, "Directory.Build.props");
        string own = $"<Version>{Repository.Version}</Version>";
        File.WriteAllText(properties, File.ReadAllText(properties).Replace(own, $"{own}<PackageVersion>{version}</PackageVersion>", StringComparison.Ordinal));
        return folder;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string folder in Directory.EnumerateDirectories(from).Where(static folder => !Made.Contains(Path.GetFileName(folder))))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
