using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Layerwise.Benchmarks.Peers;

/// <summary>C peers, compiled for this very processor when the benchmark starts.</summary>
internal static class NativeLibraries
{
    /// <summary>Compiles C to a library and loads it.</summary>
    /// <param name="source">The C; includes what lies in the folder Peers/Native.</param>
    /// <param name="libraries">What it is linked with.</param>
    /// <param name="why">Why there is none, or empty.</param>
    /// <returns>The library, or 0 where there is no compiler or it fails.</returns>
    public static nint Compile(string source, string libraries, out string why)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("layerwise-peers-");
        try
        {
            string file = Path.Combine(folder.FullName, "peer.c");
            string library = Path.Combine(folder.FullName, "peer.so");
            File.WriteAllText(file, source);
            string headers = Path.Combine(AppContext.BaseDirectory, "Peers", "Native");
            var start = new ProcessStartInfo(
                "gcc", $"-O3 -march=native -ffast-math -fPIC -shared -I \"{headers}\" -o \"{library}\" \"{file}\" {libraries}")
            {
                RedirectStandardError = true,
            };
            using Process gcc = Process.Start(start)!;
            string errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            why = gcc.ExitCode == 0 ? "" : "gcc: " + errors.Split('\n')[0];
            return gcc.ExitCode == 0 ? NativeLibrary.Load(library) : 0;
        }
        catch (Win32Exception)
        {
            why = "no gcc on this machine";
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
