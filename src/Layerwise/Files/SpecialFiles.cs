using System.Runtime.InteropServices;
using System.Text;

namespace Layerwise.Runtime;

/// <summary>What is no regular file. The framework tells folders and links from files, and for the rest the C library is asked.</summary>
internal static unsafe class SpecialFiles
{
    // More than any system's status of a file.
    private const int StatusBytes = 512;

    /// <summary>What is at a path, which is not followed, as a noun with its article; null for a regular file, for nothing, and where the system doesn't say.</summary>
    internal static string? Kind(string path)
    {
        if (Directory.Exists(path)) return "a folder";
        if (OperatingSystem.IsWindows()) return path.StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device" : null;

        // The kinds of POSIX's st_mode, the same numbers on all systems.
        return (Mode(path) & 0xF000) switch
        {
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0xA000 => "a link",
            0xC000 => "a socket",
            _ => null,
        };
    }

    private static int Mode(string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        byte* status = stackalloc byte[StatusBytes];
        fixed (byte* start = name)
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid()) return LinuxMode(start, status);
            return OperatingSystem.IsMacOS() ? MacMode(start, status) : 0;
        }
    }

    // int statx(int dirfd, const char *path, int flags, unsigned mask, struct statx *status): laid out alike on every processor. glibc has it since 2.28.
    private static int LinuxMode(byte* path, byte* status)
    {
        const int CurrentFolder = -100;
        const int NoFollow = 0x100;
        const uint TypeOnly = 1;
        const int ModeOffset = 28;
        if (!TryFind("statx", out nint function)) return 0;
        int result = ((delegate* unmanaged<int, byte*, int, uint, byte*, int>)function)(CurrentFolder, path, NoFollow, TypeOnly, status);
        return result == 0 ? *(ushort*)(status + ModeOffset) : 0;
    }

    // int lstat(const char *path, struct stat *status): the 64-bit version has a name of its own where there ever was another one.
    private static int MacMode(byte* path, byte* status)
    {
        const int ModeOffset = 4;
        if (!TryFind(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "lstat$INODE64" : "lstat", out nint function)) return 0;
        int result = ((delegate* unmanaged<byte*, byte*, int>)function)(path, status);
        return result == 0 ? *(ushort*)(status + ModeOffset) : 0;
    }

    // The C library is part of every process; by its name it is found here and there, by the process everywhere.
    private static bool TryFind(string name, out nint function) => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out function);
}
