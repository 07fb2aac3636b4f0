using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Weights;

namespace Layerwise.Generator.Declarations;

/// <summary>From a [Frozen] that names an ONNX or JSON file, on a class without layers, to a network whose layers the file will say.</summary>
internal static class FileDeclaration
{
    /// <summary>Whether a [Frozen] names such a file.</summary>
    public static bool IsOne(AttributeArguments frozen) => WeightFile.IsNameOfLayers(frozen.Text("file"));

    /// <summary>The value of the file that a [Frozen] names; null for its only output.</summary>
    public static string? OutputOf(AttributeArguments frozen) => frozen.Named<string?>(nameof(FrozenAttribute.Output), null);

    /// <summary>The network, without layers.</summary>
    /// <param name="scope">The class and what it is part of.</param>
    /// <param name="frozen">Its [Frozen] attribute.</param>
    /// <param name="options">Its [Network] attribute: it must have none.</param>
    public static ParsedNetwork Parse(ParseScope scope, AttributeArguments frozen, AttributeArguments[] options)
    {
        var faults = new FaultList();
        TypeShape.Check(scope, frozen.Location, isFrozen: true, faults);
        HiddenNames.Check(scope.Network, scope.Compilation, frozen.Library, faults);
        MemberCollisions.Check(scope.Network, GeneratedMembers.OfFrozen([]), faults);
        foreach (AttributeArguments option in options)
        {
            faults.Add(FaultKind.FrozenLayersUnfit, option.Location, scope.Network.Name, "its file says all that there is to say; remove [Network], whose options are for training");
        }

        if (faults.Count > 0) return new ParsedNetwork(null, faults.ToImmutable());
        var none = new EquatableArray<LayerSpec>(ImmutableArray<LayerSpec>.Empty);
        var spec = new NetworkSpec(TypeShape.Describe(scope.Network, scope.CancellationToken), none, default)
        {
            FrozenFile = frozen.Text("file"),
            IsDeclaredByFile = true,
            FrozenOutput = OutputOf(frozen),
            HasOutputsOfFile = OutputOf(frozen) is null,
            TakenNames = new EquatableArray<string>(MemberCollisions.NamesOf(scope.Network)),
        };
        return new ParsedNetwork(spec, ImmutableArray<Fault>.Empty) { FrozenLocation = frozen.LocationOf("file") };
    }
}
