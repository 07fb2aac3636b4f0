using Layerwise.Generator.Emit.Kernels;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>Chooses the widest registers the processor has. The conditions are constants to the JIT: one call remains.</summary>
internal static class LanesDispatch
{
    /// <summary>Writes the choice for a call whose text has <c>TLanes</c> where the width goes.</summary>
    public static void Write(CodeWriter writer, string call)
    {
        string keyword = "if";
        foreach (int count in new[] { 16, 8, 4 })
        {
            writer.Line($"{keyword} (global::System.Runtime.Intrinsics.Vector{Literal.Of(32 * count)}.IsHardwareAccelerated) {For(call, count)}");
            keyword = "else if";
        }

        writer.Line($"else {For(call, 1)}");
    }

    private static string For(string call, int count) => call.Replace("TLanes", Names.Runtime + "Lanes" + Literal.Of(count));
}
