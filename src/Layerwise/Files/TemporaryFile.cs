namespace Layerwise.Runtime;

/// <summary>
/// Files in which a save is until it is complete. Their names tell of which file they are, and are short, because that file's name may have all the length there is.
/// Whoever writes one keeps it locked, so that one which nobody locks was left by a process that was killed.
/// </summary>
internal static class TemporaryFile
{
    private const int Attempts = 4;

    /// <summary>A new one, locked, with no more permissions than the file has that it will replace.</summary>
    internal static FileStream Create(SaveTarget target)
    {
        // A lock that readers share: they may come as soon as the file has its name.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = target.Mode;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetDirectoryName(target.Path)!, $"{Prefix(target.Path)}{Guid.NewGuid():N}.tmp"), options);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Another saver of this file may have found it before it was locked, and taken it for a leftover.
            }
        }
    }

    /// <summary>Deletes those of a file that nobody is writing, as far as this user may.</summary>
    internal static void RemoveLeftovers(string path)
    {
        try
        {
            foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Prefix(path) + "*.tmp"))
            {
                if (SpecialFiles.Kind(leftover) is null) RemoveUnlessLocked(leftover);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder may let its files be written and not be listed.
        }
    }

    private static void RemoveUnlessLocked(string leftover)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
            new FileStream(leftover, options).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody is writing it, or it is another user's.
        }
    }

    // FNV-1a, 64 bits, of the name without case: where case tells files apart, two of them may share their leftovers.
    private static string Prefix(string path)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in Path.GetFileName(path).ToUpperInvariant()) hash = (hash ^ c) * 0x100000001B3;
        return $"layerwise-{hash:x16}-";
    }
}
