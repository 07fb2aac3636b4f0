using System.Runtime.InteropServices;

namespace Layerwise.Conformance.GuardPages;

/// <summary>Linux's calls for pages and what may be done to them.</summary>
internal static unsafe partial class PageProtection
{
    public const int Read = 1;
    public const int ReadWrite = 3;

    private const int Nothing = 0;
    private const int PrivateAnonymous = 0x22;

    /// <summary>Pages of zeros that may not be touched.</summary>
    public static byte* Reserve(nuint bytes)
    {
        nint address = Map(0, bytes, Nothing, PrivateAnonymous, -1, 0);
        if (address == -1) throw new InvalidOperationException($"mmap of {bytes} bytes failed: error {Marshal.GetLastPInvokeError()}.");
        return (byte*)address;
    }

    public static void Set(byte* address, nuint bytes, int protection)
    {
        if (bytes > 0 && Protect((nint)address, bytes, protection) != 0)
        {
            throw new InvalidOperationException($"mprotect of {bytes} bytes failed: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    public static void Release(byte* address, nuint bytes) => _ = Unmap((nint)address, bytes);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
