namespace Layerwise.Runtime;

/// <summary>Paths without links.</summary>
internal static class SymbolicLinks
{
    // As many as Linux follows.
    private const int Most = 40;

    /// <summary>The path that a full path leads to, which need not exist.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    internal static string Resolve(string path)
    {
        if (!OperatingSystem.IsWindows()) return Walk(path);
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
    }

    // Part by part, as the system does: ".." in a link means the parent of the folder that the link is really in. The framework cuts such parts out of the text.
    private static string Walk(string path)
    {
        string resolved = "/";
        int links = 0;
        Stack<string> parts = [];
        Push(parts, path);
        while (parts.TryPop(out string? part))
        {
            string next = part switch
            {
                "." => resolved,
                ".." => Path.GetDirectoryName(resolved) ?? resolved,
                _ => Path.Combine(resolved, part),
            };
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > Most) throw new IOException($"'{path}' leads through more than {Most} links.");
            if (Path.IsPathRooted(target)) resolved = "/";
            Push(parts, target);
        }

        return resolved;
    }

    private static void Push(Stack<string> parts, string path)
    {
        string[] added = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = added.Length - 1; i >= 0; i--) parts.Push(added[i]);
    }
}
