using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Calls;

/// <summary>The constants of a network's class, where it has them.</summary>
/// <param name="Name">The class.</param>
/// <param name="InputSize">Floats of a sample's input.</param>
/// <param name="OutputSize">Floats of a sample's output.</param>
/// <param name="ParameterCount">Number of parameters.</param>
internal sealed record NetworkSizes(string Name, int? InputSize, int? OutputSize, int? ParameterCount)
{
    public static NetworkSizes Unknown { get; } = new("", null, null, null);

    /// <summary>Floats that one step of a sequence brings, where the network goes step by step.</summary>
    public int? StepInputSize { get; private init; }

    /// <summary>Floats of the answer to one step.</summary>
    public int? StepOutputSize { get; private init; }

    /// <summary>How many classes a label may name.</summary>
    public int? Classes => StepOutputSize ?? OutputSize;

    /// <summary>Labels of one sample: one for each answer.</summary>
    public int LabelsOfSample => OutputSize is { } outputs && StepOutputSize is { } answer ? outputs / answer : 1;

    public static NetworkSizes Of(ITypeSymbol network) =>
        new(network.Name, Constant(network, nameof(InputSize)), Constant(network, nameof(OutputSize)), Constant(network, nameof(ParameterCount)))
        {
            StepInputSize = Constant(network, nameof(StepInputSize)),
            StepOutputSize = Constant(network, nameof(StepOutputSize)),
        };

    /// <summary>How many numbers one of several outputs has; null where a network has none of that name.</summary>
    /// <param name="network">The network.</param>
    /// <param name="head">Its name, as parameters begin with it.</param>
    public static int? OfHead(ITypeSymbol network, string head) =>
        Constant(network, char.ToUpperInvariant(head[0]) + head.Substring(1) + "Size") ?? Constant(network, head + "Size");

    private static int? Constant(ITypeSymbol type, string name)
    {
        foreach (ISymbol member in type.GetMembers(name))
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: int value } && value > 0) return value;
        }

        return null;
    }
}
