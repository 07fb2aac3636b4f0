namespace Layerwise.Runtime;

/// <summary>The file that a save replaces or creates.</summary>
/// <param name="Path">Its full path, behind all links.</param>
/// <param name="Mode">Permissions of the file that is there; null where there is none, and on Windows, where a folder gives its files theirs.</param>
internal sealed record SaveTarget(string Path, UnixFileMode? Mode)
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>What a path leads to, if a program that simply writes there may do so.</summary>
    /// <exception cref="IOException">It is read-only, no regular file, or in no folder.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write to it.</exception>
    internal static SaveTarget Find(string path)
    {
        if (System.IO.Path.EndsInDirectorySeparator(path)) throw new IOException($"'{path}' cannot be written: it names a folder.");
        string target = SymbolicLinks.Resolve(System.IO.Path.GetFullPath(path));
        if (SpecialFiles.Kind(target) is { } kind) throw new IOException($"'{path}' cannot be written: it is {kind}; expected a regular file.");

        string folder = System.IO.Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"'{path}' cannot be written: its folder '{folder}' does not exist or cannot be reached.");
        }

        if (!File.Exists(target)) return new SaveTarget(target, Mode: null);
        UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(target);

        // A rename asks the file that it replaces for no permission, and root has every one.
        bool isReadOnly = mode is null ? File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly) : (mode & AnyWrite) == 0;
        if (isReadOnly) throw new IOException($"'{path}' cannot be written: it is read-only.");
        if (mode is not null) CheckPermission(target);
        return new SaveTarget(target, mode);
    }

    private static void CheckPermission(string target)
    {
        try
        {
            File.OpenHandle(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (IOException)
        {
            // Somebody has it open, and keeps what is in it now.
        }
    }
}
