namespace Layerwise.Package.Tests.Harness;

/// <summary>A clone of the repository as its files are now, under a version that nobody else has.</summary>
internal static class Clone
{
    /// <summary>Clones into a folder that is not there yet.</summary>
    /// <returns>The version of the packages that are made in it.</returns>
    public static string Into(string folder)
    {
        new Command("git", "clone", "-q", Repository.Root, folder).Run().AssertSuccess();
        foreach (string file in new Command("git", "ls-files") { Folder = Repository.Root }.Run().AssertSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (File.Exists(Repository.At(file))) File.Copy(Repository.At(file), copy, overwrite: true);
            else File.Delete(copy);
        }

        string version = $"0.0.0-clone.{Guid.NewGuid():N}";
        string properties = Path.Combine(folder, "Directory.Build.props");
        File.WriteAllText(properties, File.ReadAllText(properties).Replace($"<Version>{Repository.Version}<", $"<Version>{version}<", StringComparison.Ordinal));
        return version;
    }
}
