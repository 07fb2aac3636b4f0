using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Constants;

/// <summary>
/// A value of what layers remember: zeros that a file begins with, an input in which a caller brings what was remembered, or what a layer remembers at the end. It is the
/// state of a network, and no number of its samples.
/// </summary>
/// <param name="Name">What it is called, or what computes it.</param>
/// <param name="IsBeginning">Whether a layer can begin with it.</param>
internal sealed record RememberedValue(string Name, bool IsBeginning)
{
    /// <summary>What a node makes of such a value; null where it reads none.</summary>
    /// <exception cref="OnnxException">It reads what a layer remembers.</exception>
    public static RememberedValue? Compute(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (inputs.OfType<RememberedValue>().FirstOrDefault() is not { } value) return null;
        if (Operations.Moves(node) && inputs.All(static input => input is null or Constant or RememberedValue)) return value;
        throw node.Fault($"it reads {FileText.Quote(value.Name)}, which is what layers remember; that is read where a layer begins with it. {Operations.Supported}");
    }

    /// <summary>Whether a layer can begin with a value: with zeros, or with what a caller brings.</summary>
    public static bool CanBegin(object? value) =>
        value is null or RememberedValue { IsBeginning: true } || (value is Constant { IsFloat: true } zeros && Array.TrueForAll(zeros.Floats, static number => number == 0));
}
