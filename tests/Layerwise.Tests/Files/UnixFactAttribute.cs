namespace Layerwise.Tests.Files;

/// <summary>Whom a test of a Unix file system asks for.</summary>
public enum UnixUser
{
    /// <summary>Anyone.</summary>
    Any,

    /// <summary>Root, who may make device nodes.</summary>
    Root,

    /// <summary>Anyone but root, for whom permissions hold.</summary>
    Ordinary,
}

/// <summary>A test that needs a Unix file system and perhaps a certain user, or says what was not tested.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute(UnixUser user = UnixUser.Any)
    {
        if (OperatingSystem.IsWindows()) Skip = "NOT TESTED: links, permissions and special files, on Windows.";
        else if (user == UnixUser.Root && !Environment.IsPrivilegedProcess) Skip = "NOT TESTED: device nodes, which only root can make.";
        else if (user == UnixUser.Ordinary && Environment.IsPrivilegedProcess) Skip = "NOT TESTED: missing permissions, which root does not miss.";
    }
}
