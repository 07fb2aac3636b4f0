using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Layers;

/// <summary>Reads what attributes of layers have in common whose window moves over positions.</summary>
/// <param name="source">The layer.</param>
/// <param name="faults">Receives what is wrong.</param>
internal sealed class WindowReader(LayerSource source, FaultList faults)
{
    private readonly AttributeArguments _arguments = source.Arguments;

    /// <summary>
    /// The shape that comes in, if it is one of positions along as many axes as the layer's window has; null behind a faulty layer, and where it isn't, with what is wrong.
    /// </summary>
    /// <param name="axes">1 or 2; null where any will do.</param>
    public Shape? Input(int? axes)
    {
        string wanted = axes == 1 ? "length × channels" : axes == 2 ? "height × width × channels" : "positions with channels";
        if (source.Input is not { } input)
        {
            string shape = axes == 2 ? "[Input(height, width, channels)]" : "[Input(length, channels)]";
            if (!source.FollowsFault) Add(_arguments.Location, $"it takes {wanted}, and nothing says how many; write {shape} above it");
            return null;
        }

        if (input.HasPositions && (axes is null || input.Dimensions.Count == axes + 1)) return input;
        int channels = _arguments.Positional("channels", input.Channels);
        string remedy = input.Dimensions.Count == 3 ? "write the layer for pictures (2D)"
            : input.Dimensions.Count == 2 && source.Index == 0 && channels != input.Channels
            ? $"write [Input({Literal.Of(input.Width)}, {Literal.Of(input.Channels)}, {Literal.Of(channels)})] where these are height and width"
            : input.Dimensions.Count == 2 ? "write the layer for signals (1D)"
            : source.Index == 0 ? "say the shape of the inputs in [Input]" : "move it above the layers that make numbers without positions";
        Add(_arguments.Location, $"it takes {wanted} and gets {input}; {remedy}");
        return null;
    }

    /// <summary>A whole number that an option gives.</summary>
    public int Option(string name, int fallback, int least)
    {
        int value = _arguments.Named(name, fallback);
        if (value < least) AddOption(name, value, $"at least {Literal.Of(least)}");
        return value;
    }

    /// <summary>What a window finds behind the border.</summary>
    /// <param name="hasTime">Whether positions follow each other in time.</param>
    /// <param name="isSummed">Whether zeros are something else than nothing there.</param>
    public Padding Padding(bool hasTime, bool isSummed)
    {
        const string Name = nameof(ConvolutionAttribute.Padding);
        int value = _arguments.Named(Name, (int)Layerwise.Padding.Valid);
        bool isDefined = EnumMember.Check<Padding>(value, _arguments.LocationOf(Name), new LayerNumber(source.Index + 1), faults);
        if (isDefined && value == (int)Layerwise.Padding.Causal && !(hasTime && isSummed))
        {
            string reason = isSummed ? "pictures have no order in time" : "a window without numbers has no result";
            AddOption(Name, nameof(Layerwise.Padding.Causal), $"Valid or Same, because {reason}");
        }

        return (Padding)value;
    }

    /// <summary>Says that a window is longer than what it moves over.</summary>
    public void CheckResults(WindowAxis vertical, WindowAxis horizontal, string parameter)
    {
        if (vertical.Results > 0 && horizontal.Results > 0) return;
        string Text(Func<WindowAxis, long> length) => vertical == WindowAxis.None ? Literal.Of(length(horizontal)) : $"{Literal.Of(length(vertical))} × {Literal.Of(length(horizontal))}";
        Add(
            _arguments.LocationOf(parameter),
            $"its window of {Text(static axis => axis.Extent)} is larger than the {Text(static axis => axis.Padded)} that it moves over; make it smaller, or write Padding = Padding.Same",
            new OptionValue(nameof(ConvolutionAttribute.Padding), "Padding.Same"));
    }

    /// <summary>Adds that an option is not what it may be.</summary>
    public void AddOption(string name, object value, string range) =>
        faults.Add(FaultKind.OptionOutOfRange, _arguments.LocationOf(name), new LayerNumber(source.Index + 1), name, value, range);

    /// <summary>Adds that the layer does not fit, and which option or argument would mend it.</summary>
    public void Add(Location location, string problem, OptionValue? replacement = null) =>
        faults.Add(new Fault(FaultKind.UnfitShape, location, ImmutableArray.Create<object>(new LayerNumber(source.Index + 1), problem)) { Replacement = replacement });
}
