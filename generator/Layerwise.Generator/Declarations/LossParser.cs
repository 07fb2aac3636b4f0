using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads the loss and its options from a [Network] attribute.</summary>
internal static class LossParser
{
    // What an option is where it is not written.
    private static readonly NetworkAttribute Defaults = new();

    private static readonly LossSpec Default = new(Defaults.Loss, Defaults.Delta, Defaults.Beta, Defaults.LabelSmoothing, new EquatableArray<float>(ImmutableArray<float>.Empty));

    /// <summary>The loss as declared; Auto where nothing is.</summary>
    public static LossSpec Parse(AttributeArguments[] options, FaultList faults)
    {
        if (options.Length == 0) return Default;
        AttributeArguments arguments = options[0];
        return new LossSpec(
            Kind(arguments, faults),
            NetworkOption.Read(arguments, nameof(NetworkAttribute.Delta), Default.Delta, OptionRange.Positive, faults),
            NetworkOption.Read(arguments, nameof(NetworkAttribute.Beta), Default.Beta, OptionRange.Positive, faults),
            NetworkOption.Read(arguments, nameof(NetworkAttribute.LabelSmoothing), Default.LabelSmoothing, OptionRange.Share, faults),
            ClassWeights(arguments, faults));
    }

    /// <summary>Settles what depends on the last layer.</summary>
    public static LossSpec Resolve(LossSpec declared, LayerSpec last, AttributeArguments[] options, FaultList faults)
    {
        int weights = declared.ClassWeights.Count;
        if (weights > 0 && weights != last.Output.Size)
        {
            faults.Add(
                FaultKind.OptionOutOfRange,
                options[0].LocationOf(nameof(NetworkAttribute.ClassWeights)),
                "Network",
                "the length of ClassWeights",
                weights,
                $"{Literal.Of(last.Output.Size)}, the number of outputs");
        }

        return declared.Kind == Loss.Auto ? declared with { Kind = last.OutputTraits.SuitingLoss } : declared;
    }

    private static Loss Kind(AttributeArguments arguments, FaultList faults)
    {
        int value = arguments.Named(nameof(NetworkAttribute.Loss), (int)Defaults.Loss);
        if (!Enum.IsDefined(typeof(Loss), value))
        {
            faults.Add(FaultKind.UndefinedEnumValue, arguments.LocationOf(nameof(NetworkAttribute.Loss)), value, nameof(Loss), string.Join(", ", Enum.GetNames(typeof(Loss))));
        }

        return (Loss)value;
    }

    private static EquatableArray<float> ClassWeights(AttributeArguments arguments, FaultList faults)
    {
        ImmutableArray<float> weights = arguments.NamedFloats(nameof(NetworkAttribute.ClassWeights));
        for (int i = 0; i < weights.Length; i++)
        {
            if (OptionRange.NotNegative.Contains(weights[i])) continue;
            faults.Add(
                FaultKind.OptionOutOfRange,
                arguments.LocationOf(nameof(NetworkAttribute.ClassWeights)),
                "Network",
                $"ClassWeights[{Literal.Of(i)}]",
                NumberText.Rounded(weights[i]),
                OptionRange.NotNegative.Text);
        }

        if (!weights.IsEmpty && weights.All(static weight => weight == 0))
        {
            faults.Add(FaultKind.OptionOutOfRange, arguments.LocationOf("ClassWeights"), "Network", "the largest of ClassWeights", 0, "greater than 0");
        }

        return new EquatableArray<float>(weights);
    }
}
