using Layerwise.Generator.Weights;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>The files for other compilers that the project asks for beside a frozen network.</summary>
internal static class PortableEmitter
{
    public static IEnumerable<GeneratedFile> Emit(FrozenNetwork frozen)
    {
        if (frozen.File.Use.CFolder is { } c)
        {
            foreach (GeneratedFile file in CFiles.Emit(frozen, c)) yield return file;
        }

        if (frozen.File.Use.CSharpFolder is { } cSharp) yield return CSharpFile.Emit(frozen, cSharp);
    }
}
