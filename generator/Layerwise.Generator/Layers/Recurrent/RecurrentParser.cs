using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Recurrent;

/// <summary>Reads one [Gru], [Lstm] or [Rnn] attribute: its values, defaults resolved, or what is wrong with them.</summary>
internal static class RecurrentParser
{
    // Four matrices of so many units stay within an int, and what a step remembers on the stack.
    private const int MostUnits = 8192;

    private static readonly LstmAttribute Defaults = new(inputs: 1, units: 1);
    private static readonly GruAttribute GruDefaults = new(inputs: 1, units: 1);

    /// <summary>The layer, as if its parameters were the first.</summary>
    public static Parsed<LayerSpec> Parse(LayerKind kind, LayerSource source, ParseScope scope)
    {
        AttributeArguments arguments = source.Arguments;
        var reader = new LayerReader(arguments, source.Index, scope);
        int inputs = reader.Size("inputs");
        int units = reader.Size("units");
        if (units > MostUnits) AddShape(reader, source, "units", $"it has {Literal.Of(units)} units; {Literal.Of(MostUnits)} is the most");
        (Activation activation, float slope) = kind == LayerKind.Rnn ? ActivationOf(arguments, reader) : (Activation.Tanh, 0);
        ActivationTraits traits = ActivationTraits.Of(activation);
        if (ReasonAgainst(traits) is { } reason)
        {
            reader.Faults.Add(FaultKind.UnfitRecurrentActivation, arguments.LocationOf("activation"), new LayerNumber(source.Index + 1), activation, reason);
        }

        InitSpec init = reader.Init(traits.SuitingInit);
        Init recurrent = reader.Member(nameof(RecurrentAttribute.RecurrentInit), Defaults.RecurrentInit);
        float recurrentGain = reader.Option(nameof(RecurrentAttribute.RecurrentGain), Defaults.RecurrentGain, OptionRange.Positive);
        float dropout = reader.Option(nameof(RecurrentAttribute.Dropout), Defaults.Dropout, OptionRange.Dropout);
        float forgetBias = reader.Option(nameof(LstmAttribute.ForgetBias), Defaults.ForgetBias, OptionRange.Any);
        if (source.Input is { } given && source.Steps == 0)
        {
            AddShape(reader, source, "inputs", given.HasPositions
                ? $"it takes steps × inputs and gets {given}; say the inputs of a sequence as [Input(steps, inputs)]"
                : $"it takes a sequence and gets {given} numbers without steps; leave LastStepOnly to the last recurrent layer");
        }

        if (reader.Faults.Count > 0 || source.Steps == 0) return new(null, reader.Faults.ToImmutable());
        return Parsed<LayerSpec>.Sound(new RecurrentSpec(
            source.Index,
            kind,
            inputs,
            units,
            activation,
            init,
            init with { Kind = recurrent == Layerwise.Init.Auto ? Defaults.RecurrentInit : recurrent, Gain = recurrentGain })
        {
            Slope = slope,
            HasBias = true,
            Steps = source.Steps,
            ForgetBias = forgetBias,
            ResetAfter = arguments.Named(nameof(GruAttribute.ResetAfter), GruDefaults.ResetAfter),
            Dropout = dropout,
            ResidualSpan = arguments.Named(nameof(RecurrentAttribute.Residual), Defaults.Residual) ? 1 : 0,
            LastStepOnly = arguments.Named(nameof(RecurrentAttribute.LastStepOnly), Defaults.LastStepOnly),
        });
    }

    // The user's own is said to be unfit here, and not to want a type.
    private static (Activation Kind, float Slope) ActivationOf(AttributeArguments arguments, LayerReader reader)
    {
        if (arguments.Positional("activation", (int)Activation.Tanh) == (int)Activation.Custom) return (Activation.Custom, 0);
        (Activation activation, float slope, _) = reader.Activation(fallback: Activation.Tanh);
        return (activation, slope);
    }

    private static string? ReasonAgainst(ActivationTraits traits) =>
        traits.IsRowwise ? "takes all units together"
        : traits.HasLearnedSlope ? "learns a slope"
        : traits.IsCustom ? "stands for one of your own"
        : null;

    private static void AddShape(LayerReader reader, LayerSource source, string argument, string reason) =>
        reader.Faults.Add(FaultKind.UnfitShape, source.Arguments.LocationOf(argument), new LayerNumber(source.Index + 1), reason);
}
