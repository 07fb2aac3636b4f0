using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>Some of several inputs of a file behind each other: where a Concat has joined all of them, they are the input of a network.</summary>
/// <param name="Names">Which, in their order.</param>
/// <param name="Width">How many numbers of a sample they have together.</param>
internal sealed record InputPart(IReadOnlyList<string> Names, long Width)
{
    /// <summary>One input.</summary>
    /// <exception cref="OnnxException">It is not [samples, size] with a fixed size.</exception>
    public static InputPart Of(OnnxValue input) => RowShape.Of(input) is { Rank: 2 } shape
        ? new InputPart([input.Name], shape.Width)
        : throw new OnnxException($"The input {FileText.Quote(input.Name)} is one of several; expected [samples, size] with a fixed size of each.");

    /// <summary>What a node makes of such parts.</summary>
    /// <exception cref="OnnxException">It does not join them.</exception>
    public static InputPart Compute(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (node.Operation is "Identity" or "Cast" && inputs[0] is InputPart only) return only;
        bool joins = node.Operation == "Concat" && inputs.All(static input => input is InputPart) && node.Integer("axis", 0) is 1 or -1;
        InputPart[] parts = [.. inputs.OfType<InputPart>()];
        if (!joins)
        {
            throw node.Fault(
                $"it reads {FileText.Quote(parts[0].Names[0])}, one of several inputs, which are read where a Concat joins all of them before anything else. {Operations.Supported}");
        }

        return new InputPart([.. parts.SelectMany(static part => part.Names)], parts.Sum(static part => part.Width));
    }
}
