using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>The kernels of a class: each is written once, whichever steps call it.</summary>
/// <param name="writer">Where to.</param>
/// <param name="present">The names of those that stand elsewhere already.</param>
internal sealed class KernelSet(CodeWriter writer, IEnumerable<string> present)
{
    private readonly HashSet<string> _names = [.. present];

    /// <summary>Writes a kernel unless one of its name is there.</summary>
    public void Add(string name, Action<CodeWriter> write)
    {
        if (!_names.Add(name)) return;
        writer.Line();
        write(writer);
    }
}
