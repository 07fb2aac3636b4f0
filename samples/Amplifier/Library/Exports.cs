using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Amplifier;

/// <summary>
/// What amplifier.h declares. An exception must not leave a native function; nothing that is called here with spans of the right length throws one, but for a lack of memory.
/// </summary>
internal static unsafe class Exports
{
    private const int Bad = -1;
    private const int Ok = 0;

    // What comes in is copied so many samples at a time, because hosts give the same memory for both.
    private const int MostAtOnce = 256;

    [UnmanagedCallersOnly(EntryPoint = "amplifier_create", CallConvs = [typeof(CallConvCdecl)])]
    public static nint Create() => GCHandle.ToIntPtr(GCHandle.Alloc(new FrozenAmplifier.State()));

    [UnmanagedCallersOnly(EntryPoint = "amplifier_destroy", CallConvs = [typeof(CallConvCdecl)])]
    public static void Destroy(nint amplifier)
    {
        if (amplifier != 0) GCHandle.FromIntPtr(amplifier).Free();
    }

    [UnmanagedCallersOnly(EntryPoint = "amplifier_reset", CallConvs = [typeof(CallConvCdecl)])]
    public static int Reset(nint amplifier)
    {
        if (amplifier == 0) return Bad;
        StateOf(amplifier).Reset();
        return Ok;
    }

    [UnmanagedCallersOnly(EntryPoint = "amplifier_process", CallConvs = [typeof(CallConvCdecl)])]
    public static int Process(nint amplifier, float* inputs, float* outputs, int count)
    {
        if (amplifier == 0 || inputs is null || outputs is null || count < 0) return Bad;
        FrozenAmplifier.State state = StateOf(amplifier);
        Span<float> block = stackalloc float[MostAtOnce];
        for (int at = 0; at < count; at += MostAtOnce)
        {
            int length = Math.Min(MostAtOnce, count - at);
            new ReadOnlySpan<float>(inputs + at, length).CopyTo(block);
            FrozenAmplifier.Forward(block[..length], new Span<float>(outputs + at, length), state);
        }

        return Ok;
    }

    [UnmanagedCallersOnly(EntryPoint = "amplifier_self_test", CallConvs = [typeof(CallConvCdecl)])]
    public static int SelfTest() => FrozenAmplifier.SelfTest() ? 1 : 0;

    private static FrozenAmplifier.State StateOf(nint amplifier) => Unsafe.As<FrozenAmplifier.State>(GCHandle.FromIntPtr(amplifier).Target!);
}
