using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Neighbouring columns or rows that a kernel covers at a time.</summary>
internal static class Panel
{
    /// <summary>Where it begins: at <paramref name="next"/>, or further in front where it would end behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Start(nint next, int count, int width) =>
        count % width == 0 ? next : count <= width ? 0 : nint.Min(next, count - width);
}
