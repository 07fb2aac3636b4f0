using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads the parts of its inputs that a class gives names to.</summary>
internal static class InputParser
{
    private const string InputAttributeName = "Layerwise.InputAttribute";

    /// <summary>The parts, in their order.</summary>
    /// <param name="declaring">The class that has the attributes.</param>
    /// <param name="expected">Numbers that the first layer takes of a sample.</param>
    /// <param name="heads">The outputs, whose names are taken.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="cancellationToken">Stops the reading of what nobody wants any more.</param>
    public static EquatableArray<InputSpec> Parse(INamedTypeSymbol declaring, int expected, IReadOnlyList<HeadSpec> heads, FaultList faults, CancellationToken cancellationToken)
    {
        AttributeArguments[] attributes = NetworkParser.Arguments(declaring.GetAttributes(), InputAttributeName, cancellationToken);
        ImmutableArray<InputSpec>.Builder inputs = ImmutableArray.CreateBuilder<InputSpec>(attributes.Length);
        int offset = 0;
        foreach (AttributeArguments attribute in attributes)
        {
            string name = attribute.Text("name");
            int size = attribute.Positional("size", 0);
            string[] taken = [.. inputs.Select(static input => input.Name), .. heads.Select(static head => head.Name)];
            if (PartNames.ReasonAgainst(name, taken) is { } reason) faults.Add(FaultKind.UnfitInputs, attribute.LocationOf("name"), "Input", reason);
            else if (size < 1) faults.Add(FaultKind.UnfitInputs, attribute.LocationOf("size"), $"Input '{name}'", $"its size is {size}; write 1 or more");
            inputs.Add(new InputSpec(name, offset, size));
            offset += size;
        }

        if (attributes.Length > 0 && faults.Count == 0 && offset != expected)
        {
            string sizes = string.Join(" + ", inputs.Select(static input => $"{input.Name} {input.Size}"));
            faults.Add(FaultKind.UnfitInputs, attributes[attributes.Length - 1].LocationOf("size"), "Inputs", $"they have {offset} numbers ({sizes}), and layer 1 takes {expected}; make them equal");
        }

        return new EquatableArray<InputSpec>(inputs.ToImmutable());
    }
}
