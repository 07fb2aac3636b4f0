namespace Layerwise.Testing;

/// <summary>
/// What keeps a small build in the process that it was started in. A second one, for projects beside each other, compiles all of MSBuild once more, and that is as much work as
/// the build. <c>Directory.Build.rsp</c> can't say it: the command line asks for as many processes as there are cores, and has the last word.
/// </summary>
public static class SingleProcess
{
    /// <summary>The option, for a command that is given it.</summary>
    public const string Option = "-maxCpuCount:1";

    /// <summary>A function of the shell that gives it to the commands that build several projects, whose words are another's.</summary>
    public const string Shell = $$"""dotnet() { case $1 in build|pack|publish) command dotnet "$@" {{Option}} ;; *) command dotnet "$@" ;; esac; }""";
}
