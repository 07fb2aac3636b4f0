using Layerwise.Chains;
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
    private readonly int _steps;
    private readonly bool _answersEachStep;

    /// <summary>Those of a file.</summary>
    /// <param name="found">Its layers.</param>
    /// <param name="declared">A network that says how many steps a sequence has, where it has layers.</param>
    public SequenceLayers(ChainLayers found, NetworkSpec declared)
    {
        _last = found.Layers.Select(static (layer, index) => layer.Recurrence is null ? -1 : index).DefaultIfEmpty(-1).Max();
        _steps = _last < 0 ? 0 : declared.IsRecurrent ? declared.Steps : Math.Max(1, found.Steps);
        _answersEachStep = found.AnswersEachStep;
        IsTooLong = found.Layers.Sum(layer => _steps * (layer.FanIn + (MostOfOutput * layer.FanOut))) > int.MaxValue;
        NormalizesBatches = _last >= 0 && found.Layers.Any(static layer => layer.Normalization?.Kind == NormalizationKind.Batch);
    }

    /// <summary>Whether there are any.</summary>
    public bool Exist => _last >= 0;

    /// <summary>Whether nobody could count the numbers of a sequence.</summary>
    public bool IsTooLong { get; }

    /// <summary>Whether it scales, before an activation or behind the last one, what no weights are near for.</summary>
    public bool NormalizesBatches { get; }

    /// <summary>The layer with its steps.</summary>
    public LayerSpec At(LayerSpec layer) => _answersEachStep || layer.Index <= _last ? layer with { Steps = _steps } : layer;

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
}
