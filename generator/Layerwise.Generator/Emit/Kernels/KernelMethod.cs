using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>The frame of every kernel: a private method, generic over its lanes, that the JIT optimizes at once.</summary>
internal static class KernelMethod
{
    /// <summary>Writes what stands before the body.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="signature">Name, <c>&lt;TLanes&gt;</c> and parameters.</param>
    /// <returns>The body, until it is disposed.</returns>
    public static CodeWriter.Scope Write(CodeWriter writer, string signature)
    {
        writer.Line(Names.Optimize);
        writer.Line("private static void " + signature);
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        return writer.Indented("}");
    }
}
