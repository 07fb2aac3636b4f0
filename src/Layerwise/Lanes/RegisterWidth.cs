using System.Runtime.Intrinsics;

namespace Layerwise.Runtime;

/// <summary>How many floats the registers hold that <see cref="Widest"/> chooses: sums over lanes depend on it.</summary>
internal static class RegisterWidth
{
    public static int Floats =>
        Vector512.IsHardwareAccelerated ? Lanes16.Count
        : Vector256.IsHardwareAccelerated ? Lanes8.Count
        : Vector128.IsHardwareAccelerated ? Lanes4.Count
        : Lanes1.Count;
}
