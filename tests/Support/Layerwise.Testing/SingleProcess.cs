namespace Layerwise.Testing;

/// <summary>
/// What keeps a small build in the process that it was started in. A second one, for projects beside each other, compiles all of MSBuild once more, and that is as much work as
/// the build.
/// </summary>
public static class SingleProcess
{
    /// <summary>The option, for a command that is given it.</summary>
    public const string Option = "-maxCpuCount:1";

    /// <summary>The same for every build in a folder and below it, whoever starts it and in whatever words.</summary>
    public static void Write(string folder) => File.WriteAllText(Path.Combine(folder, "Directory.Build.rsp"), Option);
}
