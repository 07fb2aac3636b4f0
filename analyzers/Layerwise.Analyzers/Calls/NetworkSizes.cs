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

    public static NetworkSizes Of(ITypeSymbol network) =>
        new(network.Name, Constant(network, "InputSize"), Constant(network, "OutputSize"), Constant(network, "ParameterCount"));

    private static int? Constant(ITypeSymbol type, string name)
    {
        foreach (ISymbol member in type.GetMembers(name))
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: int value } && value > 0) return value;
        }

        return null;
    }
}
