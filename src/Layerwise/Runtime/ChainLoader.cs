using System.Globalization;
using Layerwise.Chains;
using Layerwise.Traits;

namespace Layerwise.Runtime;

/// <summary>Layers of a file into the same layers of a network: everything is checked before anything is changed.</summary>
internal static class ChainLoader
{
    private const float SlopeTolerance = 1e-6f;
    private const double EpsilonTolerance = 1e-5;

    /// <summary>Loads what a file does; that the network has others, and is unchanged, is thrown as <paramref name="fault"/> makes it.</summary>
    public static void Load<TNetwork>(TNetwork network, ChainTree tree, Func<string, Exception> fault)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo[] heads = HeadsOf<TNetwork>.All;
        if (heads.Length != Math.Max(tree.Heads.Count, 1)) throw fault($"The network has {heads.Length} outputs, and what is read of the file is {Math.Max(tree.Heads.Count, 1)}.");
        CheckInputs(tree.Inputs, TNetwork.Inputs, fault);
        List<ChainLayer> layers = LayersOf(tree, heads, TNetwork.Layers);
        bool areSequences = tree.Trunk.IsOfSequences || TNetwork.Steps > 1;
        if (layers.Count != TNetwork.Layers.Length || Enumerable.Range(0, layers.Count).Any(l => !HasSizes(layers[l], TNetwork.Layers[l], areSequences)))
        {
            throw fault($"The file has the layers {Text(layers)}; the network has {Text(TNetwork.Layers)}.");
        }

        CheckSteps<TNetwork>(tree.AnswersEachStep || layers[^1].Output.Count > 1, fault);

        float[] parameters = network.Parameters.ToArray();
        float[] statistics = network.RunningStatistics.ToArray();
        for (int l = 0; l < layers.Count; l++)
        {
            LayerInfo declared = TNetwork.Layers[l];
            if (Problem(layers[l], declared) is { } problem) throw fault($"Layer {l} (node {FileText.Quote(layers[l].Node)}): {problem}.");
            if (!Copy(layers[l], declared, parameters, statistics))
            {
                throw fault($"Layer {l} (node {FileText.Quote(layers[l].Node)}): the file adds biases, and the network declares Bias = false.");
            }
        }

        parameters.CopyTo(network.Parameters);
        statistics.CopyTo(network.RunningStatistics);
        NetworkScaling.SetNone(network);
    }

    // A whole signal of as many positions as training sees steps has an answer to each, too.
    private static void CheckSteps<TNetwork>(bool answersEachStep, Func<string, Exception> fault)
        where TNetwork : class, INetwork<TNetwork>
    {
        foreach (LayerInfo layer in TNetwork.Layers)
        {
            if (layer.HandsOnLastStep && answersEachStep) throw fault("The file has an answer to each step, and the network to the last one alone; declare it without LastStepOnly.");
            if (layer.HandsOnLastStep) return;
        }

        if (TNetwork.Steps > 1 && !answersEachStep) throw fault("The file has an answer to the last step alone, and the network to each; write LastStepOnly = true on the last recurrent layer.");
    }

    private static List<ChainLayer> LayersOf(ChainTree tree, HeadInfo[] heads, ReadOnlySpan<LayerInfo> declared)
    {
        LayerPlan[] plans = Plans(declared);
        if (tree.Heads.Count == 0) return [.. tree.Trunk.As(plans)];
        if (tree.Trunk.Steps.Count == 0)
        {
            string names = string.Join(", ", tree.Heads.Select(static head => FileText.Quote(head.Name)));
            throw tree.Trunk.Fault($"The outputs {names} share no layer, and those of the network do; name one of them for a network of its own.");
        }

        int first = 0;
        while (declared[first].Head is null) first++;
        List<ChainLayer> layers = [.. tree.Trunk.As(plans[..first])];
        for (int h = 0; h < heads.Length; h++)
        {
            layers.AddRange(tree.Heads[h].Chain.As(plans[first..(heads[h].Layer + 1)]));
            first = heads[h].Layer + 1;
        }

        return layers;
    }

    // The weights of a layer that takes them in another order would be those of others.
    private static void CheckInputs(IReadOnlyList<ChainInput> found, ReadOnlySpan<InputInfo> declared, Func<string, Exception> fault)
    {
        string[] names = new string[declared.Length];
        for (int i = 0; i < names.Length; i++) names[i] = declared[i].Name;
        bool areOthers = found.Count > 0 && names.Length > 0
            && found.All(input => names.Contains(input.Name, StringComparer.OrdinalIgnoreCase))
            && !found.Select(static input => input.Name).SequenceEqual(names, StringComparer.OrdinalIgnoreCase);
        if (!areOthers) return;
        throw fault($"The file joins its inputs in the order {string.Join(", ", found.Select(static input => FileText.Quote(input.Name)))}, and the network has {string.Join(", ", names)}.");
    }

    private static LayerPlan[] Plans(ReadOnlySpan<LayerInfo> layers)
    {
        var plans = new LayerPlan[layers.Length];
        for (int l = 0; l < plans.Length; l++) plans[l] = new LayerPlan(layers[l].Order, !TraitsOf(layers[l]).IsLinear, NormalizationOf(layers[l]));
        return plans;
    }

    private static ActivationTraits TraitsOf(LayerInfo layer) => ActivationTraits.Of(ActivationTraits.Of(layer.Activation).With(layer.Slope));

    private static NormalizationKind? NormalizationOf(LayerInfo layer) =>
        layer.BatchNormalization ? NormalizationKind.Batch
        : layer.LayerNormalization ? NormalizationKind.Layer
        : layer.RmsNormalization ? NormalizationKind.RootMeanSquare
        : layer.NormalizedGroups > 0 ? NormalizationKind.Group
        : null;

    private static bool HasSizes(ChainLayer layer, LayerInfo declared, bool areSequences)
    {
        if (layer.Window is { } window && declared.Window is { } moving)
        {
            return layer.Kind == declared.Kind && (layer.IsStreamed ? OverSteps(window, moving) : window).IsLike(moving);
        }

        // A convolution that sees one step alone, or the only position that is left, is a product of it.
        bool areAlike = layer.Kind == declared.Kind
            || ((areSequences || IsOfOnePosition(declared)) && IsProduct(layer.Kind, layer.Window) && IsProduct(declared.Kind, declared.Window));
        return areAlike && layer.FanIn == (declared.Window?.Channels ?? declared.FanIn) && layer.FanOut == (declared.Window?.Filters ?? declared.FanOut);
    }

    private static bool IsOfOnePosition(LayerInfo layer) => layer.Window?.Axes.All(static axis => axis.Size == 1) == true;

    private static bool IsProduct(LayerKind kind, WindowInfo? window) => kind == LayerKind.Dense
        || (kind == LayerKind.Convolution && window is { Groups: 1 } && window.Axes.All(static axis => axis is { Kernel: 1, Stride: 1, Before: 0, After: 0 }));

    // That of a file stands for one step, however many there are.
    private static WindowInfo OverSteps(WindowInfo window, WindowInfo declared) => window with { Horizontal = window.Horizontal with { Size = declared.Horizontal.Size } };

    private static string? Problem(ChainLayer layer, LayerInfo declared)
    {
        if (declared.BatchNormalization && layer.Normalization?.Kind != NormalizationKind.Batch)
        {
            return declared.Order is LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize
                ? "the network normalizes behind the activation and the file does not; declare the layer without BatchNormalization"
                : "the network normalizes over batches and the file does not; declare the layer without BatchNormalization, which exporters often make part of the weights";
        }

        if (layer.Recurrence is { } recurrence && recurrence.ResetAfter == declared.ResetsFirst)
        {
            return declared.ResetsFirst
                ? "its reset gate multiplies the product of what it remembers in the file, and what it remembers in the network; declare it without ResetAfter = false"
                : "its reset gate multiplies what it remembers in the file, and the product of that in the network; write ResetAfter = false";
        }

        ActivationTraits found = ActivationTraits.Of(layer.Activation);
        ActivationTraits expected = TraitsOf(declared);
        bool isLearned = expected.HasLearnedSlope && found.IsKink;
        if (found != expected && !isLearned)
        {
            string slope = found.HasConstantSlope ? FormattableString.Invariant($" with Slope = {layer.Slope}f") : "";
            return $"its activation is {layer.Activation}{slope} in the file and {declared.ActivationName} in the network";
        }

        if (isLearned && layer.Slopes.Length > declared.SlopeCount)
        {
            return "the slopes of its PRelu differ from unit to unit in the file, and the network has one for all; write SlopePerUnit = true";
        }

        if (layer.Projection?.Window is { } brought && declared.Window is { } own && !brought.IsEvery(own.ProjectionStride))
        {
            return $"its residual connection brings every {brought.Moving.First().Stride}th position in the file and every {own.ProjectionStride}th in the network";
        }

        string inFile = Steps(layer.Order, layer.Normalization?.Kind, found.IsLinear, layer.ResidualSpan, layer.Projection is not null);
        string inNetwork = Steps(declared.Order, NormalizationOf(declared), expected.IsLinear, declared.ResidualSpan, declared.LengthOf(TensorRole.Projection) > 0);
        if (inFile != inNetwork) return $"it is {inFile} in the file and {inNetwork} in the network";
        if (declared.NormalizedGroups > 0 && layer.Normalization!.Groups != declared.NormalizedGroups)
        {
            return $"it normalizes {layer.Normalization.Groups} groups of channels in the file and {declared.NormalizedGroups} in the network; write GroupNormalization = {layer.Normalization.Groups}";
        }

        if (declared.NormalizedCount > 0 && !declared.BatchNormalization)
        {
            float epsilon = (float)layer.Normalization!.Epsilon;
            if (!(Math.Abs(epsilon - declared.NormalizationEpsilon) <= EpsilonTolerance * epsilon))
            {
                return FormattableString.Invariant($"the ε of its normalization is {epsilon} in the file and {declared.NormalizationEpsilon} in the network; write NormalizationEpsilon = {epsilon}f");
            }
        }

        bool isOtherSlope = !isLearned && found.HasConstantSlope && !(Math.Abs(layer.Slope - declared.Slope) <= SlopeTolerance * Math.Max(1, layer.Slope));
        return isOtherSlope
            ? FormattableString.Invariant($"the slope of its {layer.Activation} is {layer.Slope} in the file and {declared.Slope} in the network; write Slope = {layer.Slope}f")
            : null;
    }

    // What a layer does, in its order; orders that differ in nothing that it has are the same.
    private static string Steps(LayerOrder order, NormalizationKind? normalization, bool isLinear, int residualSpan, bool isProjected)
    {
        string normalize = normalization is { } kind ? $"{kind}Normalization" : "";
        string activate = isLinear ? "" : "activation";
        string add = residualSpan > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(isProjected ? "projected " : "")}sum around {residualSpan}") : "";
        string[] steps = order switch
        {
            LayerOrder.LinearActivateAdd => ["product", normalize, activate, add],
            LayerOrder.LinearAddActivate => ["product", normalize, add, activate],
            LayerOrder.ActivateLinearAdd => [normalize, activate, "product", add],
            LayerOrder.LinearActivateNormalize => ["product", activate, normalize, add],
            LayerOrder.LinearActivateAddNormalize => ["product", activate, add, normalize],
        };
        return string.Join(", ", steps.Where(static step => step.Length > 0));
    }

    // False where there are biases in the file and no place for them.
    private static bool Copy(ChainLayer layer, LayerInfo declared, Span<float> parameters, Span<float> statistics)
    {
        layer.CopyWeights(Part(parameters, declared, TensorRole.Weights));
        layer.CopyRecurrentWeights(Part(parameters, declared, TensorRole.RecurrentWeights));
        layer.CopyRecurrentBiases(Part(parameters, declared, TensorRole.RecurrentBiases));
        float[] biases = new float[layer.Columns];
        layer.CopyBiases(biases);
        layer.CopySlopes(parameters.Slice(declared.SlopeOffset, declared.SlopeCount));
        layer.Projection?.CopyWeights(Part(parameters, declared, TensorRole.Projection));
        if (declared.BiasCount > 0)
        {
            biases.CopyTo(parameters[declared.BiasesOffset..]);
            biases.AsSpan().Clear();
        }

        if (layer.Normalization is { } normalization)
        {
            // The running means take on biases that have no other place.
            bool takesBiases = normalization.Kind == NormalizationKind.Batch && declared.Order is LayerOrder.LinearActivateAdd or LayerOrder.LinearAddActivate;
            for (int unit = 0; unit < normalization.Width; unit++) CopyNormalization(normalization, declared, unit, takesBiases ? biases[unit] : 0, parameters, statistics);
            if (takesBiases) return true;
        }

        return !biases.AsSpan().ContainsAnyExcept(0f);
    }

    private static Span<float> Part(Span<float> parameters, LayerInfo declared, TensorRole role) => parameters.Slice(declared.OffsetOf(role), declared.LengthOf(role));

    // The variance takes on what ε is more or less than here.
    private static void CopyNormalization(
        ChainNormalization normalization, LayerInfo declared, int unit, float bias, Span<float> parameters, Span<float> statistics)
    {
        if (normalization.Kind != NormalizationKind.RootMeanSquare) parameters[declared.BetaOffset + unit] = (float)normalization.Beta[unit];
        if (normalization.Kind != NormalizationKind.Batch)
        {
            parameters[declared.GammaOffset + unit] = (float)normalization.Gamma[unit];
            return;
        }

        double variance = normalization.Variances[unit] + normalization.Epsilon - declared.NormalizationEpsilon;
        double factor = variance >= 0 ? 1 : Math.Sqrt(declared.NormalizationEpsilon / (normalization.Variances[unit] + normalization.Epsilon));
        parameters[declared.GammaOffset + unit] = (float)(factor * normalization.Gamma[unit]);
        statistics[declared.StatisticsOffset + unit] = (float)(normalization.Means[unit] - bias);
        statistics[declared.StatisticsOffset + declared.NormalizedCount + unit] = (float)Math.Max(variance, 0);
    }

    private static string Text(IReadOnlyList<ChainLayer> layers) =>
        Text([.. layers.Select(static layer => Text(layer.Kind, layer.Window, layer.FanIn, layer.FanOut, layer.Activation.ToString(), layer.IsStreamed))]);

    private static string Text(ReadOnlySpan<LayerInfo> layers)
    {
        var texts = new List<string>();
        foreach (LayerInfo layer in layers) texts.Add(Text(layer.Kind, layer.Window, layer.FanIn, layer.FanOut, layer.ActivationName));
        return Text(texts);
    }

    private static string Text(LayerKind kind, WindowInfo? window, int fanIn, int fanOut, string activation, bool isStreamed = false)
    {
        string sums = string.Create(CultureInfo.InvariantCulture, $"{fanIn} → {fanOut}");
        string name = kind switch
        {
            LayerKind.Dense => $"{sums} {activation}",
            LayerKind.Rnn => $"{kind} {sums} {activation}",
            LayerKind.Gru or LayerKind.Lstm => $"{kind} {sums}",
            LayerKind.Convolution => activation,
            LayerKind.Pooling => window!.IsMax ? "largest" : "mean",
        };
        if (window is null) return name;
        string groups = window.Groups == 1 || kind != LayerKind.Convolution ? "" : string.Create(CultureInfo.InvariantCulture, $" in {window.Groups} groups");
        string sizes = isStreamed ? $"steps × {Extents([window.Channels])} → steps × {Extents([window.Filters])}" : $"{Extents(window.Input)} → {Extents(window.Output)}";
        return $"{sizes} {name} of {Axes(window, static axis => axis.Kernel)}{Unless(1, "stride", static axis => axis.Stride)}"
            + $"{Unless(1, "dilation", static axis => axis.Dilation)}{Unless(0, "border", static axis => axis.Before)}{groups}";

        string Unless(int usual, string what, Func<WindowAxisInfo, int> of) => window.Axes.All(axis => of(axis) == usual) ? "" : $", {what} {Axes(window, of)}";
    }

    private static string Axes(WindowInfo window, Func<WindowAxisInfo, int> of) => Extents([.. window.Axes.Select(of)]);

    private static string Extents(IReadOnlyList<int> sizes) => string.Join(" × ", sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)));

    private static string Text(List<string> layers)
    {
        const int Most = 8;
        string text = string.Join(", ", layers.Take(Most));
        return layers.Count > Most ? string.Create(CultureInfo.InvariantCulture, $"{text}, … ({layers.Count})") : text;
    }
}
