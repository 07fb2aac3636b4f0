using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads the loss and its options from a [Network] attribute, or from an [Output] attribute, which calls them the same.</summary>
internal static class LossParser
{
    // What an option is where it is not written.
    private static readonly NetworkAttribute Defaults = new();

    private static readonly LossSpec Default = LossSpec.Plain(Defaults.Loss);

    /// <summary>The loss as declared; Auto where nothing is.</summary>
    /// <param name="options">The attribute; null where there is none.</param>
    /// <param name="owner">What messages call it.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static LossSpec Parse(AttributeArguments? options, string owner, FaultList faults) => options is not { } arguments
        ? Default
        : new LossSpec(
            Kind(arguments, owner, faults),
            NetworkOption.Read(arguments, owner, nameof(NetworkAttribute.Delta), Default.Delta, OptionRange.Positive, faults),
            NetworkOption.Read(arguments, owner, nameof(NetworkAttribute.Beta), Default.Beta, OptionRange.Positive, faults),
            NetworkOption.Read(arguments, owner, nameof(NetworkAttribute.LabelSmoothing), Default.LabelSmoothing, OptionRange.Share, faults),
            ClassWeights(arguments, owner, faults));

    /// <summary>Settles what depends on the layer whose numbers are compared with targets.</summary>
    public static LossSpec Resolve(LossSpec declared, LayerSpec last, AttributeArguments? options, string owner, FaultList faults)
    {
        int? weights = options?.NamedFloats(nameof(NetworkAttribute.ClassWeights))?.Length;
        int outputs = last.AnswerWidth;
        if (weights is { } given && given != outputs && ReasonAgainst(declared.ClassWeights) is null)
        {
            faults.Add(
                FaultKind.OptionOutOfRange,
                options!.Value.LocationOf(nameof(NetworkAttribute.ClassWeights)),
                owner,
                "the length of ClassWeights",
                given,
                $"{Literal.Of(outputs)}, the number of outputs");
        }

        return declared.Kind == Loss.Auto ? declared with { Kind = last.OutputTraits.SuitingLoss } : declared;
    }

    private static Loss Kind(AttributeArguments arguments, string owner, FaultList faults)
    {
        int value = arguments.Named(nameof(NetworkAttribute.Loss), (int)Defaults.Loss);
        EnumMember.Check<Loss>(value, arguments.LocationOf(nameof(NetworkAttribute.Loss)), owner, faults);
        return (Loss)value;
    }

    private static EquatableArray<float> ClassWeights(AttributeArguments arguments, string owner, FaultList faults)
    {
        ImmutableArray<float> weights = arguments.NamedFloats(nameof(NetworkAttribute.ClassWeights)) ?? ImmutableArray<float>.Empty;
        if (ReasonAgainst(weights) is (string what, float value, string range))
        {
            faults.Add(FaultKind.OptionOutOfRange, arguments.LocationOf(nameof(NetworkAttribute.ClassWeights)), owner, what, NumberText.Rounded(value), range);
        }

        return new EquatableArray<float>(weights);
    }

    // What is wrong with the numbers themselves, how many there are apart.
    private static (string What, float Value, string Range)? ReasonAgainst(IEnumerable<float> weights)
    {
        float[] all = [.. weights];
        int stranger = Array.FindIndex(all, static weight => !OptionRange.NotNegative.Contains(weight));
        return stranger >= 0 ? ($"ClassWeights[{Literal.Of(stranger)}]", all[stranger], OptionRange.NotNegative.Text)
            : all.Length > 0 && Array.TrueForAll(all, static weight => weight == 0) ? ("the largest of ClassWeights", 0, "greater than 0")
            : null;
    }
}
