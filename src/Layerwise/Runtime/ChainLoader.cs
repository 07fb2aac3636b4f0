using System.Globalization;
using Layerwise.Chains;
using Layerwise.Traits;

namespace Layerwise.Runtime;

/// <summary>Layers of a file into the same layers of a network: everything is checked before anything is changed.</summary>
internal static class ChainLoader
{
    private const float SlopeTolerance = 1e-6f;

    /// <summary>Loads layers; that the network has others, and is unchanged, is thrown as <paramref name="fault"/> makes it.</summary>
    public static void Load<TNetwork>(TNetwork network, IReadOnlyList<ChainLayer> layers, Func<string, Exception> fault)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (HeadsOf<TNetwork>.AreSeveral) throw fault($"The network has {HeadsOf<TNetwork>.All.Length} outputs; files of layers in a row, with one output, are read.");
        foreach (LayerInfo layer in TNetwork.Layers)
        {
            if (layer.Kind != LayerKind.Dense) throw fault($"The network has a layer of kind {layer.Kind}; only dense layers are read from the file.");
            bool isInARow = layer is { ResidualSpan: 0, Order: LayerOrder.LinearActivateAdd or LayerOrder.LinearActivateNormalize };
            if (isInARow && layer is { LayerNormalization: false, RmsNormalization: false }) continue;
            throw fault("The network normalizes samples, adds what goes around layers, or has another order; none of that is read from the file.");
        }

        if (layers.Count != TNetwork.Layers.Length || Enumerable.Range(0, layers.Count).Any(l => !HasSizes(layers[l], TNetwork.Layers[l])))
        {
            throw fault($"The file has the layers {Text(layers)}; the network has {Text(TNetwork.Layers)}.");
        }

        float[] parameters = network.Parameters.ToArray();
        float[] statistics = network.RunningStatistics.ToArray();
        for (int l = 0; l < layers.Count; l++)
        {
            LayerInfo declared = TNetwork.Layers[l];
            if (Problem(layers[l], declared) is { } problem) throw fault($"Layer {l} (node {FileText.Quote(layers[l].Node)}): {problem}.");
            if (!declared.BatchNormalization || NormalizesBehind(declared)) layers[l].Fold();
            if (!NormalizesBehind(declared)) ChainFolding.FoldBehind(layers, l);
            if (!Copy(layers[l], declared, parameters, statistics))
            {
                throw fault($"Layer {l} (node {FileText.Quote(layers[l].Node)}): the file adds biases, and the network declares Bias = false.");
            }
        }

        parameters.CopyTo(network.Parameters);
        statistics.CopyTo(network.RunningStatistics);
    }

    private static bool NormalizesBehind(LayerInfo declared) => declared.BatchNormalization && declared.Order == LayerOrder.LinearActivateNormalize;

    private static bool HasSizes(ChainLayer layer, LayerInfo declared) => layer.FanIn == declared.FanIn && layer.FanOut == declared.FanOut;

    private static string? Problem(ChainLayer layer, LayerInfo declared)
    {
        if (NormalizesBehind(declared) && layer.Behind is null) return "the network normalizes behind the activation and the file does not; declare the layer without BatchNormalization";
        if (declared.BatchNormalization && !NormalizesBehind(declared) && layer.Normalization is null)
        {
            return "the network normalizes over batches and the file does not; declare the layer without BatchNormalization, which exporters often make part of the weights";
        }

        ActivationTraits found = ActivationTraits.Of(layer.Activation);
        ActivationTraits expected = ActivationTraits.Of(declared.Activation);
        if (expected.HasLearnedSlope && found.IsKink) return null;
        if (layer.Activation != declared.Activation)
        {
            string slope = found.HasConstantSlope ? FormattableString.Invariant($" with Slope = {layer.Slope}f") : "";
            return $"its activation is {layer.Activation}{slope} in the file and {declared.ActivationName} in the network";
        }

        bool isOtherSlope = found.HasConstantSlope && !(Math.Abs(layer.Slope - declared.Slope) <= SlopeTolerance * Math.Max(1, layer.Slope));
        return isOtherSlope
            ? FormattableString.Invariant($"the slope of its {layer.Activation} is {layer.Slope} in the file and {declared.Slope} in the network; write Slope = {layer.Slope}f")
            : null;
    }

    // False where there are biases in the file and no place for them.
    private static bool Copy(ChainLayer layer, LayerInfo declared, Span<float> parameters, Span<float> statistics)
    {
        layer.CopyWeights(parameters.Slice(declared.WeightsOffset, declared.WeightCount));
        float[] biases = new float[declared.FanOut];
        layer.CopyBiases(biases);
        if (declared.SlopeCount > 0) parameters[declared.SlopeOffset] = layer.Slope;
        if (declared.BiasCount > 0)
        {
            biases.CopyTo(parameters[declared.BiasesOffset..]);
            biases.AsSpan().Clear();
        }

        bool isBehind = NormalizesBehind(declared);
        if (isBehind && biases.AsSpan().ContainsAnyExcept(0f)) return false;
        if ((isBehind ? layer.Behind : layer.Normalization) is not { } normalization) return !biases.AsSpan().ContainsAnyExcept(0f);
        for (int unit = 0; unit < biases.Length; unit++) CopyNormalization(normalization, declared, unit, biases[unit], parameters, statistics);
        return true;
    }

    // The mean takes on a bias that has no place, and the variance what ε is more or less than here.
    private static void CopyNormalization(
        ChainNormalization normalization, LayerInfo declared, int unit, float bias, Span<float> parameters, Span<float> statistics)
    {
        double variance = normalization.Variances[unit] + normalization.Epsilon - declared.NormalizationEpsilon;
        double factor = variance >= 0 ? 1 : Math.Sqrt(declared.NormalizationEpsilon / (normalization.Variances[unit] + normalization.Epsilon));
        parameters[declared.GammaOffset + unit] = (float)(factor * normalization.Gamma[unit]);
        parameters[declared.BetaOffset + unit] = (float)normalization.Beta[unit];
        statistics[declared.StatisticsOffset + unit] = (float)(normalization.Means[unit] - bias);
        statistics[declared.StatisticsOffset + declared.NormalizedCount + unit] = (float)Math.Max(variance, 0);
    }

    private static string Text(IReadOnlyList<ChainLayer> layers) => Text([.. layers.Select(static layer => (layer.FanIn, layer.FanOut, layer.Activation.ToString()))]);

    private static string Text(ReadOnlySpan<LayerInfo> layers)
    {
        var texts = new List<(int, int, string)>();
        foreach (LayerInfo layer in layers) texts.Add((layer.FanIn, layer.FanOut, layer.ActivationName));
        return Text(texts);
    }

    private static string Text(List<(int FanIn, int FanOut, string Activation)> layers)
    {
        const int Most = 8;
        string text = string.Join(", ", layers.Take(Most).Select(static layer => string.Create(CultureInfo.InvariantCulture, $"{layer.FanIn} → {layer.FanOut} {layer.Activation}")));
        return layers.Count > Most ? string.Create(CultureInfo.InvariantCulture, $"{text}, … ({layers.Count})") : text;
    }
}
