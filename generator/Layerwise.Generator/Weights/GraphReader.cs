using System.Collections.Immutable;
using Layerwise.Chains;
using Layerwise.Generator.Layers.Convolution;
using Layerwise.Generator.Layers.Dense;
using Layerwise.Generator.Layers.Pooling;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Tensors;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Generator.Weights;

/// <summary>From the layers that a file says to those of a network.</summary>
internal static class GraphReader
{
    // As many bytes as an array may have, for a network without constants.
    private const int MostParameters = 1 << 29;

    /// <summary>Gives a network the layers of its file.</summary>
    /// <param name="network">A network without layers, or with those that the file must have; one with its layers afterwards.</param>
    /// <param name="file">The file.</param>
    /// <returns>Why it can't have them; null where it has.</returns>
    public static string? TakeLayers(ref NetworkSpec network, WeightFile file)
    {
        ChainLayers found;
        try
        {
            found = file.Layers(network);
        }
        catch (Exception e) when (e is OnnxException or KerasJsonException)
        {
            return e.Message;
        }

        long count = ChainParameters.Count(found.Layers);
        if (count > MostParameters) return $"it has {NumberText.Grouped(count)} parameters, more than the {NumberText.Grouped(MostParameters)} that a network may have";
        var sequences = new SequenceLayers(found, network);
        if (sequences.IsTooLong) return "its sequences have more steps than a network may have numbers";
        if (sequences.EndsBehindConvolution) return "it hands on the last step alone behind a convolution; expected a recurrent layer there, or an answer to each step, of which a program takes the last";
        if (network.Layers.Count > 0 && sequences.AreOnlyConvolutions && !network.IsRecurrent)
        {
            return "its convolutions go step by step, and those of the class over whole signals; write [Network(Streaming = true)] above its layers";
        }

        ImmutableArray<LayerSpec> specs = Specs(found.Layers, sequences);
        if (ReasonAgainstProjections(specs, found.Layers) is { } apart) return apart;
        string[] names = [.. network.Heads.Where(static head => head.IsNamed).Select(static head => head.Name)];
        IReadOnlyCollection<string> taken = [.. network.TakenNames, .. sequences.Exist ? GeneratedMembers.OfSequences : []];
        if (network.Layers.Count == 0)
        {
            if (FirstTwice(taken) is { } member) return $"it goes from step to step, and the class has a member '{member}', whose name the generated part needs; rename the member";
            if (OutputNames.ReasonAgainst(found.Outputs, taken, out names) is { } unfit) return unfit;
        }

        HeadSpec[] heads = Heads(specs, found.Outputs, names);
        NetworkSpec read = network with
        {
            Inputs = network.Layers.Count > 0 ? network.Inputs : InputsOf(found.Inputs, taken, names),
            Layers = new EquatableArray<LayerSpec>(specs.Select(layer => layer with { Head = heads.FirstOrDefault(head => head.Contains(layer))?.Name ?? "" }).ToImmutableArray()),
            Heads = new EquatableArray<HeadSpec>(ImmutableArray.Create(heads)),
            IsDeclaredByFile = true,
        };
        if (network.Layers.Count > 0 && LayerAttributes.ReasonAgainst(network, read) is { } reason) return reason;
        network = read;
        return null;
    }

    private static string? FirstTwice(IEnumerable<string> names) => names.GroupBy(static name => name).FirstOrDefault(static same => same.Count() > 1)?.Key;

    // Names are a convenience: where one can't be that of a member, there are none.
    private static EquatableArray<InputSpec> InputsOf(IReadOnlyList<ChainInput> inputs, IReadOnlyCollection<string> taken, string[] outputs)
    {
        var specs = new List<InputSpec>();
        foreach (ChainInput input in inputs)
        {
            string name = OutputNames.Name(input.Name);
            IEnumerable<string> others = outputs.Concat(specs.Select(static known => known.Name));
            if (PartNames.ReasonAgainst(name, others) is not null || taken.Intersect(GeneratedMembers.OfParts([name])).Any()) return default;
            specs.Add(new InputSpec(name, specs.Sum(static known => known.Size), input.Size));
        }

        return new EquatableArray<InputSpec>(specs.ToImmutableArray());
    }

    // A class brings positions that are as far apart as need be, and no further.
    private static string? ReasonAgainstProjections(ImmutableArray<LayerSpec> specs, IReadOnlyList<ChainLayer> layers)
    {
        for (int l = 0; l < layers.Count; l++)
        {
            if (layers[l].Projection is not { } projection) continue;
            bool fits = specs[l].ProjectedInputs == projection.FanIn
                && (projection.Window is not { } window || specs[l].Window is not { } own || window.IsEvery(own.ProjectionStride));
            if (!fits) return $"the residual connection of its layer {NumberText.Grouped(l + 1)} multiplies positions that are as far apart as none of a class are";
        }

        return null;
    }

    // What a loss would be, no training asks.
    private static HeadSpec[] Heads(ImmutableArray<LayerSpec> layers, IReadOnlyList<ChainOutput> outputs, string[] names)
    {
        if (outputs.Count == 0) return [HeadSpec.Only(layers, LossOf(layers[layers.Length - 1])) with { Name = names.SingleOrDefault() ?? "" }];
        var heads = new List<HeadSpec>();
        int offset = 0;
        foreach ((ChainOutput output, string name) in outputs.Zip(names, static (output, name) => (output, name)))
        {
            LayerSpec last = layers[output.Last];
            heads.Add(new HeadSpec(name, output.First, output.Last, offset, last.AnswerWidth, LossOf(last), LossWeight: 1));
            offset += last.AnswerWidth;
        }

        return [.. heads];
    }

    private static LossSpec LossOf(LayerSpec last) => LossSpec.Plain(last.Traits.SuitingLoss);

    private static ImmutableArray<LayerSpec> Specs(IReadOnlyList<ChainLayer> layers, SequenceLayers sequences)
    {
        ImmutableArray<LayerSpec>.Builder specs = ImmutableArray.CreateBuilder<LayerSpec>(layers.Count);
        WindowShapes windows = WindowShapes.Of(layers);
        int offset = 0;
        int statistics = 0;
        int remembered = 0;
        for (int l = 0; l < layers.Count; l++)
        {
            ILayerTensors tensors = layers[l].Tensors();
            LayerSpec bare = layers[l].IsStreamed ? sequences.Bare(layers[l], l) : Bare(layers[l], l, windows, sequences);
            LayerSpec spec = sequences.At(WithOptions(bare, layers[l])) with
            {
                ParametersOffset = offset,
                StatisticsOffset = statistics,
                StateOffset = remembered,
            };
            specs.Add(layers[l].Projection is null ? spec : spec.Projecting(specs.Concat([spec]).ElementAt(l + 1 - spec.ResidualSpan).Input));
            offset += (int)tensors.ParameterCount();
            statistics += (int)tensors.StatisticsCount();
            remembered += spec.StateSize;
        }

        return specs.MoveToImmutable();
    }

    private static LayerSpec Bare(ChainLayer layer, int index, WindowShapes windows, SequenceLayers sequences)
    {
        var init = new InitSpec(ActivationTraits.Of(layer.Activation).SuitingInit);
        return layer.Kind switch
        {
            LayerKind.Dense => new DenseSpec(index, layer.FanIn, layer.FanOut, layer.Activation, init),
            LayerKind.Convolution => new ConvolutionSpec(index, windows.Input(layer.Window!), Sizes(layer.Window!), layer.Activation, init),
            LayerKind.Pooling => new PoolingSpec(index, windows.Input(layer.Window!), windows.Vertical(layer.Window!), windows.Horizontal(layer.Window!), layer.Window!.IsMax)
            {
                IsGlobal = layer.Window.IsGlobal,
            },
            LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => sequences.Bare(layer, layer.Recurrence!, index),
        };

        ConvolutionSizes Sizes(WindowInfo window) => new(windows.Vertical(window), windows.Horizontal(window), window.Channels, window.Filters, window.Groups);
    }

    private static LayerSpec WithOptions(LayerSpec bare, ChainLayer layer)
    {
        NormalizationKind? normalization = layer.Normalization?.Kind;
        return bare with
        {
            Slope = layer.Slope,
            SlopePerUnit = layer.Slopes.Length > 0,
            HasBias = layer.NeedsBiases,
            BatchNormalization = normalization == NormalizationKind.Batch,
            LayerNormalization = normalization == NormalizationKind.Layer,
            RmsNormalization = normalization == NormalizationKind.RootMeanSquare,
            NormalizedGroups = normalization == NormalizationKind.Group ? layer.Normalization!.Groups : 0,
            NormalizationEpsilon = (float)(layer.Normalization?.Epsilon ?? 1e-5),
            Order = layer.Order,
            ResidualSpan = layer.ResidualSpan,
        };
    }
}
