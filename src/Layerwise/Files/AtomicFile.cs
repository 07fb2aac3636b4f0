namespace Layerwise.Runtime;

/// <summary>Replaces files as a whole: the one way in which this library writes to a path.</summary>
internal static class AtomicFile
{
    private const int Attempts = 4;

    /// <summary>
    /// Writes a temporary file beside the file that <paramref name="path"/> leads to, flushes it to disk and renames it. Links are followed, permissions are kept.
    /// </summary>
    /// <param name="path">The file to be replaced or created.</param>
    /// <param name="write">Writes its content; more than once, where several savers of one file get in each other's way.</param>
    /// <exception cref="IOException">It cannot be written, is read-only or no regular file; what was there is untouched.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            SaveTarget target = SaveTarget.Find(path);
            TemporaryFile.RemoveLeftovers(target.Path);
            Replace(target, write, Attempts);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    private static void Replace(SaveTarget target, Action<Stream> write, int attempts)
    {
        // In the same folder, because a rename is atomic only within one file system.
        using FileStream stream = TemporaryFile.Create(target);
        try
        {
            KeepMode(stream, target);
            write(stream);

            // Else a power failure may leave the new name with nothing behind it.
            stream.Flush(flushToDisk: true);

            // Windows renames no file that is open. Elsewhere its lock is held until it has its name.
            if (OperatingSystem.IsWindows()) stream.Dispose();
            File.Move(stream.Name, target.Path, overwrite: true);
        }
        catch (FileNotFoundException) when (attempts > 1)
        {
            // Another saver of this file took it for a leftover, in a moment or on a file system without locks.
            Replace(target, write, attempts - 1);
        }
        catch
        {
            stream.Dispose();
            File.Delete(stream.Name);
            throw;
        }
    }

    // The process's mask takes permissions from new files, and this one only takes the place of another.
    private static void KeepMode(FileStream stream, SaveTarget target)
    {
        if (OperatingSystem.IsWindows() || target.Mode is not { } mode) return;
        if (File.GetUnixFileMode(stream.SafeFileHandle) != mode) File.SetUnixFileMode(stream.SafeFileHandle, mode);
    }
}
