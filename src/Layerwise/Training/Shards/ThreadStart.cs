namespace Layerwise;

/// <summary>Whether there can be threads beside the one that calls.</summary>
internal static class ThreadStart
{
    /// <summary>Refuses several threads where a program cannot start any: before the work, rather than in the middle of its first step.</summary>
    /// <param name="threads">How many are asked for, the calling one among them.</param>
    /// <param name="setting">Where they are asked for, as an error names it.</param>
    /// <exception cref="PlatformNotSupportedException">There are several, and the program runs in a browser.</exception>
    public static void Check(int threads, string setting) => Check(threads, setting, OperatingSystem.IsBrowser());

    /// <summary>The same, for a platform that is named.</summary>
    public static void Check(int threads, string setting, bool isBrowser)
    {
        if (threads > 1 && isBrowser)
        {
            throw new PlatformNotSupportedException($"{setting} is {threads}, but .NET cannot start threads in a browser: expected 1, the thread that calls.");
        }
    }
}
