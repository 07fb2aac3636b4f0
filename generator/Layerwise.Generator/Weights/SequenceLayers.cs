using Layerwise.Chains;
using Layerwise.Generator.Layers.Convolution;
using Layerwise.Generator.Layers.Recurrent;
using Layerwise.Generator.Model;
using Layerwise.Traits;

namespace Layerwise.Generator.Weights;

/// <summary>The layers of a file that takes sequences: how many steps each of them sees, and which of them hands on the last one alone.</summary>
internal sealed class SequenceLayers
{
    // What a pass keeps of each of the outputs of a layer at most.
    private const long MostOfOutput = 8;

    private readonly int _last;
    private readonly int _lastConvolution;
    private readonly int _steps;
    private readonly bool _answersEachStep;

    /// <summary>Those of a file.</summary>
    /// <param name="found">Its layers.</param>
    /// <param name="declared">A network that says how many steps a sequence has, where it has layers.</param>
    public SequenceLayers(ChainLayers found, NetworkSpec declared)
    {
        _last = Last(found, static layer => layer.Recurrence is not null);
        _lastConvolution = Last(found, static layer => layer.IsStreamed);
        _steps = !Exist ? 0 : declared.IsRecurrent ? declared.Steps : Math.Max(1, found.Steps);
        _answersEachStep = found.AnswersEachStep;
        IsTooLong = found.Layers.Sum(NumbersOf) > int.MaxValue;
    }

    /// <summary>Whether there are any.</summary>
    public bool Exist => Math.Max(_last, _lastConvolution) >= 0;

    /// <summary>Whether only convolutions go over steps, which a class then has to say.</summary>
    public bool AreOnlyConvolutions => Exist && _last < 0;

    /// <summary>Whether nobody could count the numbers of a sequence, or of what is remembered.</summary>
    public bool IsTooLong { get; }

    /// <summary>Whether the last step alone is handed on by something else than a recurrent layer.</summary>
    public bool EndsBehindConvolution => Exist && !_answersEachStep && _lastConvolution > _last;

    /// <summary>The layer with its steps.</summary>
    public LayerSpec At(LayerSpec layer) => _answersEachStep || layer.Index <= _last ? layer with { Steps = _steps } : layer;

    /// <summary>A convolution over steps.</summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="index">Its index in the network.</param>
    public LayerSpec Bare(ChainLayer layer, int index)
    {
        WindowInfo window = layer.Window!;
        WindowAxis steps = WindowAxis.Of(window.Horizontal) with { Size = _steps };
        var sizes = new ConvolutionSizes(WindowAxis.None, steps, window.Channels, window.Filters, window.Groups);
        var init = new InitSpec(ActivationTraits.Of(layer.Activation).SuitingInit);
        return new ConvolutionSpec(index, Shape.Of(_steps, window.Channels), sizes, layer.Activation, init) { IsStreamed = true };
    }

    /// <summary>A layer that remembers.</summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="recurrence">What it remembers by.</param>
    /// <param name="index">Its index in the network.</param>
    public LayerSpec Bare(ChainLayer layer, RecurrentStep recurrence, int index)
    {
        var init = new InitSpec(ActivationTraits.Of(layer.Activation).SuitingInit);
        return new RecurrentSpec(index, recurrence.Kind, layer.FanIn, layer.FanOut, layer.Activation, init, init with { Kind = Init.Orthogonal })
        {
            ResetAfter = recurrence.ResetAfter,
            LastStepOnly = !_answersEachStep && index == _last,
        };
    }

    private static int Last(ChainLayers found, Func<ChainLayer, bool> isWanted) => found.Layers.Select((layer, index) => isWanted(layer) ? index : -1).DefaultIfEmpty(-1).Max();

    // What it sees and makes of all steps, and the steps before them.
    private long NumbersOf(ChainLayer layer)
    {
        long before = layer.IsStreamed ? layer.Window!.Horizontal.Before : 0;
        return (_steps * (layer.FanIn + (MostOfOutput * layer.FanOut))) + ((_steps + before) * (layer.Window?.Channels ?? 0));
    }
}
