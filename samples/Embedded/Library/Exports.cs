using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Embedded;

/// <summary>What digits.h declares. An exception must not leave a native function; with spans of the right length, nothing here throws one.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "digits_read", CallConvs = [typeof(CallConvCdecl)])]
    public static int Read(float* pixels, float* probabilities) =>
        pixels is null || probabilities is null
            ? -1
            : DigitReader.Read(new ReadOnlySpan<float>(pixels, DigitReader.InputSize), new Span<float>(probabilities, DigitReader.OutputSize));

    [UnmanagedCallersOnly(EntryPoint = "digits_self_test", CallConvs = [typeof(CallConvCdecl)])]
    public static int SelfTest() => DigitReader.SelfTest() ? 1 : 0;
}
