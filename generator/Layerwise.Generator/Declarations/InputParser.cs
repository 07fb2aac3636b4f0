using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads the parts of its inputs that a class gives names to.</summary>
internal static class InputParser
{
    internal const string InputAttributeName = "Layerwise.InputAttribute";

    // 256 MB; what a sample makes on its way is many times as much.
    private const int MostNumbers = 1 << 26;

    private static readonly string[] ShapeParameters = ["height", "length", "width", "channels"];

    /// <summary>The shape of all inputs, where an attribute says it; null where none does.</summary>
    /// <param name="declaring">The class that has the attributes.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="cancellationToken">Stops the reading of what nobody wants any more.</param>
    public static Shape? ShapeOf(INamedTypeSymbol declaring, FaultList faults, CancellationToken cancellationToken)
    {
        int before = faults.Count;
        AttributeArguments[] shapes = [.. All(declaring, cancellationToken).Where(IsShape)];
        if (shapes.Length == 0) return null;
        if (shapes.Length > 1) faults.Add(FaultKind.UnfitInputs, shapes[1].Location, "Inputs", "their shape is said twice; leave one [Input]");
        string[] dimensions = [.. ShapeParameters.Where(shapes[0].Takes)];
        foreach (string dimension in dimensions)
        {
            int size = shapes[0].Positional(dimension, 0);
            if (size < 1) faults.Add(FaultKind.UnfitInputs, shapes[0].LocationOf(dimension), "Inputs", $"{dimension} is {size}; write 1 or more");
        }

        int[] sizes = [.. dimensions.Select(dimension => shapes[0].Positional(dimension, 0))];
        double numbers = sizes.Aggregate(1.0, static (product, size) => product * size);
        if (faults.Count == before && numbers > MostNumbers) faults.Add(FaultKind.UnfitInputs, shapes[0].Location, "Inputs", $"they have {numbers:0} numbers; {MostNumbers} is the most");
        return faults.Count == before ? Shape.Of(sizes) : null;
    }

    /// <summary>The parts, in their order.</summary>
    /// <param name="declaring">The class that has the attributes.</param>
    /// <param name="expected">Numbers that the first layer takes of a sample.</param>
    /// <param name="heads">The outputs, whose names are taken.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="cancellationToken">Stops the reading of what nobody wants any more.</param>
    public static EquatableArray<InputSpec> Parse(INamedTypeSymbol declaring, int expected, IReadOnlyList<HeadSpec> heads, FaultList faults, CancellationToken cancellationToken)
    {
        AttributeArguments[] attributes = [.. All(declaring, cancellationToken).Where(static attribute => !IsShape(attribute))];
        ImmutableArray<InputSpec>.Builder inputs = ImmutableArray.CreateBuilder<InputSpec>(attributes.Length);
        long offset = 0;
        foreach (AttributeArguments attribute in attributes)
        {
            string name = attribute.Text("name");
            int size = attribute.Positional("size", 0);
            string[] taken = [.. inputs.Select(static input => input.Name), .. heads.Select(static head => head.Name)];
            if (PartNames.ReasonAgainst(name, taken) is { } reason) faults.Add(FaultKind.UnfitInputs, attribute.LocationOf("name"), "Input", reason);
            else if (size < 1) faults.Add(FaultKind.UnfitInputs, attribute.LocationOf("size"), $"Input '{name}'", $"its size is {size}; write 1 or more");
            inputs.Add(new InputSpec(name, (int)offset, size));
            offset += size;
        }

        if (attributes.Length > 0 && faults.Count == 0 && offset != expected)
        {
            string sizes = string.Join(" + ", inputs.Select(static input => $"{input.Name} {input.Size}"));
            faults.Add(FaultKind.UnfitInputs, attributes[attributes.Length - 1].LocationOf("size"), "Inputs", $"they have {offset} numbers ({sizes}), and layer 1 takes {expected}; make them equal");
        }

        return new EquatableArray<InputSpec>(inputs.ToImmutable());
    }

    private static AttributeArguments[] All(INamedTypeSymbol declaring, CancellationToken cancellationToken) =>
        NetworkParser.Arguments(declaring.GetAttributes(), InputAttributeName, cancellationToken);

    private static bool IsShape(AttributeArguments attribute) => attribute.Takes("channels");
}
