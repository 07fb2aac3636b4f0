using System.Globalization;
using System.Text.RegularExpressions;
using Layerwise.Traits;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>Draws network declarations: source text that is valid, and varied where kernels have edges.</summary>
internal sealed class RandomDeclaration
{
    // Around the widths of registers and register tiles, and primes that nothing divides.
    private static readonly int[] Widths = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65];
    private static readonly int[] FewChannels = [1, 2, 3, 4, 6, 8, 9, 12, 16, 17];
    private static readonly int[] FewUnits = [1, 2, 3, 5, 7, 8, 9, 16, 17, 24, 33];
    private static readonly int[] LargeWidths = [100, 127, 128, 129, 130, 300];

    private static readonly Activation[] Elementwise = [.. Enum.GetValues<Activation>().Except([Activation.Softmax, Activation.LogSoftmax])];

    private static readonly Loss[] OfAnyOutput =
        [Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.SmoothL1, Loss.Hinge, Loss.BinaryCrossEntropyWithLogits];

    private readonly Random _random;

    public RandomDeclaration(int seed) => _random = new Random(seed);

    public string Source(string name)
    {
        if (Chance(0.4)) return Chance(0.6) ? WithPositions(name) : WithSequences(name);
        return WithRows(name);
    }

    private string WithRows(string name)
    {
        int depth = _random.Next(1, 7);
        int[] widths = [.. Enumerable.Range(0, depth + 1).Select(_ => Width(depth))];

        // Residual connections want the same widths at both ends.
        if (Chance(0.3)) widths = [.. widths.Select((width, l) => l > 0 && l < depth && Chance(0.8) ? widths[0] : width)];
        if (Chance(0.25)) return WithHeads(name, depth, widths);
        Activation last = Chance(0.4) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);
        string loss = LossOption(last, widths[^1]);
        bool mayDropLast = loss.Contains("MeanSquared", StringComparison.Ordinal);
        string[] layers = [.. Enumerable.Range(0, depth).Select(l => Layer(
            widths[l], widths[l + 1], l == depth - 1 ? last : Hidden(), l < depth - 1 || mayDropLast, Ordering(widths, l, l == depth - 1 && !mayDropLast)))];
        return $"""
            /// <summary>Network {name}.</summary>
            {loss}{string.Join('\n', layers)}
            public sealed partial class {name};
            """;
    }

    // Convolutions and pooling layers over a picture or a signal, behind which dense layers may follow.
    private string WithPositions(string name)
    {
        int[] shape = Chance(0.5) ? [_random.Next(3, 8), _random.Next(3, 8), Pick(FewChannels)] : [_random.Next(4, 20), Pick(FewChannels)];
        var windows = new RandomWindows(_random, shape);
        var layers = new List<string> { $"[Input({string.Join(", ", shape)})]" };
        int depth = _random.Next(1, 4);
        bool isFollowed = Chance(0.7);
        for (int l = 0; l < depth; l++)
        {
            if (Chance(0.25)) layers.Add(windows.Pooling());
            string window = windows.Convolution(l < depth - 1 || isFollowed ? Chance(0.1) ? 33 : Pick(FewChannels) : Pick([1, 2, 3]));
            Activation activation = l < depth - 1 || isFollowed ? Hidden() : Pick(Elementwise);
            layers.Add(Layer(1, 1, activation, mayDrop: l < depth - 1 || isFollowed, windows.Ordering(l == depth - 1 && !isFollowed))
                .Replace("[Layer(1, 1", $"[Conv{shape.Length - 1}D({window}", StringComparison.Ordinal).Replace(")]", windows.Options + ")]", StringComparison.Ordinal));
            if (Chance(0.5)) layers[^1] = InGroups(layers[^1]);
        }

        string loss = "";
        if (isFollowed)
        {
            if (Chance(0.3)) layers.Add(windows.Global());
            int width = windows.Size;
            if (Chance(0.3))
            {
                layers.Add(Layer(width, 5, Hidden(), mayDrop: true, $", Order = LayerOrder.{LayerOrder.ActivateLinearAdd}"));
                width = 5;
            }

            int classes = Pick([1, 3, 10]);
            Activation last = Chance(0.4) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);
            loss = LossOption(last, classes);
            layers.Add(Layer(width, classes, last, mayDrop: false, ""));
        }

        return $"""
            /// <summary>Network {name}.</summary>
            {loss}{string.Join('\n', layers)}
            public sealed partial class {name};
            """;
    }

    // Groups of a random convolution in place of the normalization that it has.
    private string InGroups(string layer)
    {
        Match sizes = Regex.Match(layer, @"D\((\d+), (\d+),");
        int channels = int.Parse(sizes.Groups[layer.Contains("ActivateLinearAdd", StringComparison.Ordinal) ? 1 : 2].Value, CultureInfo.InvariantCulture);
        int[] divisors = [.. Enumerable.Range(1, channels).Where(groups => channels % groups == 0)];
        string groups = Regex.Replace(layer, ", NormalizationMomentum = [^,)]+", "");
        return Regex.Replace(groups, "(Batch|Layer|Rms)Normalization = true", $"GroupNormalization = {Pick(divisors)}");
    }

    // Recurrent layers, and before, between and behind them dense layers that go over each step by itself and causal convolutions; or these alone.
    private string WithSequences(string name)
    {
        int depth = _random.Next(1, 4);
        int[] widths = [.. Enumerable.Range(0, depth + 1).Select(_ => Pick(FewUnits))];
        if (Chance(0.4)) widths = [.. widths.Select((width, l) => l > 0 && Chance(0.8) ? widths[0] : width)];
        bool isStreamed = Chance(0.3);
        bool[] areRecurrent = [.. Enumerable.Range(0, depth).Select(_ => !isStreamed && Chance(0.5))];
        int remembering = _random.Next(depth);
        areRecurrent[remembering] = !isStreamed;
        int last = Array.LastIndexOf(areRecurrent, true);
        bool endsInOne = !isStreamed && Chance(0.4);
        var layers = new List<string> { $"[Input({_random.Next(1, 7)}, {widths[0]})]" };
        for (int l = 0; l < depth; l++)
        {
            string ordering = l > last && endsInOne ? "" : Ordering(widths, l, endsInActivation: false);
            string layer = OfStep(Layer(widths[l], widths[l + 1], Pick(Elementwise), mayDrop: true, ordering));
            layers.Add(areRecurrent[l] ? Recurrent(widths[l], widths[l + 1], l == last && endsInOne)
                : isStreamed && l == remembering ? Causal(layer, widths[l], widths[l + 1], leastKernel: 2)
                : !(endsInOne && l > last) && Chance(0.5) ? Causal(layer, widths[l], widths[l + 1], leastKernel: 1)
                : layer);
        }

        int outputs = Pick([1, 3, 10]);
        Activation activation = endsInOne && Chance(0.4) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);
        string loss = endsInOne ? LossOption(activation, outputs) : "";
        bool isFollowed = Chance(0.6);
        if (isFollowed) layers.Add(OfStep(Layer(widths[depth], outputs, activation, mayDrop: false, "")));

        // What may be dropped is none of a loss that takes logarithms.
        const string OfDropped = "Loss = Loss.MeanSquaredError";
        if (isStreamed) loss = $"[Network(Streaming = true{(isFollowed ? "" : ", " + OfDropped)})]\n";
        else if (!isFollowed) loss = $"[Network({OfDropped})]\n";
        return $"""
            /// <summary>Network {name}.</summary>
            {loss}{string.Join('\n', layers)}
            public sealed partial class {name};
            """;
    }

    // A dense layer turned into a convolution that sees steps before too.
    private string Causal(string layer, int channels, int filters, int leastKernel)
    {
        int[] divisors = [.. Enumerable.Range(1, channels).Where(divisor => channels % divisor == 0 && filters % divisor == 0)];
        int groups = Chance(0.6) ? 1 : Pick(divisors);
        string options = ", Padding = Padding.Causal" + (Chance(0.5) ? $", Dilation = {_random.Next(2, 6)}" : "") + (groups > 1 ? $", Groups = {groups}" : "");
        return layer.Replace("[Layer(", "[Conv1D(", StringComparison.Ordinal)
            .Replace($"({channels}, {filters}, ", $"({channels}, {filters}, {_random.Next(leastKernel, 5)}, ", StringComparison.Ordinal)
            .Replace(")]", options + ")]", StringComparison.Ordinal);
    }

    private string Recurrent(int inputs, int units, bool isLastStepOnly)
    {
        string kind = Pick(["Gru", "Lstm", "Rnn"]);
        string activation = kind == "Rnn" && Chance(0.7) ? $", Activation.{Pick([.. Elementwise.Except([Activation.PRelu, Activation.Custom])])}" : "";
        string init = Chance(0.5) ? "" : $", init: Init.{Pick(Enum.GetValues<Init>())}";
        string options = (Chance(0.3) ? $", RecurrentInit = Init.{Pick(Enum.GetValues<Init>())}" : "") + (kind == "Lstm" && Chance(0.5) ? ", ForgetBias = 2f" : "") + (kind == "Gru" && Chance(0.4) ? ", ResetAfter = false" : "")
            + (Chance(0.2) ? $", Dropout = {Number([0.1f, 0.5f])}" : "") + (isLastStepOnly ? ", LastStepOnly = true" : inputs == units && Chance(0.5) ? ", Residual = true" : "");
        return $"[{kind}({inputs}, {units}{activation}{init}{options})]";
    }

    // Statistics of a batch have no place beside recurrent layers.
    private static string OfStep(string layer) => layer.Replace("BatchN", "LayerN", StringComparison.Ordinal);

    // Layers that several outputs share, and behind them those of each.
    private string WithHeads(string name, int depth, int[] widths)
    {
        IEnumerable<string> shared = Enumerable.Range(0, depth).Select(l => Layer(widths[l], widths[l + 1], Hidden(), mayDrop: true, Ordering(widths, l, endsInActivation: false)));
        IEnumerable<string> heads = Enumerable.Range(0, _random.Next(2, 4)).SelectMany(head => Head($"Out{head}", widths[depth]));
        return $"""
            /// <summary>Network {name}.</summary>
            {string.Join('\n', shared.Concat(heads))}
            public sealed partial class {name};
            """;
    }

    private IEnumerable<string> Head(string name, int fanIn)
    {
        int depth = _random.Next(1, 4);
        int[] widths = [fanIn, .. Enumerable.Range(0, depth).Select(l => Chance(0.3) ? fanIn : Pick(Widths))];
        Activation last = Chance(0.4) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);
        string loss = OptionsOfLoss(last, widths[depth]);
        bool mayDropLast = loss.Contains("MeanSquared", StringComparison.Ordinal);
        for (int l = 0; l < depth; l++)
        {
            bool isLast = l == depth - 1;
            string layer = Layer(widths[l], widths[l + 1], isLast ? last : Hidden(), !isLast || mayDropLast, Ordering(widths, l, isLast && !mayDropLast));
            string weight = Chance(0.5) ? $", LossWeight = {Number([0.5f, 3f, 0f])}" : "";
            string option = !isLast ? $", Head = \"{name}\"" : weight + (loss.Length > 0 ? ", " + loss : "");
            yield return (isLast ? layer.Replace("[Layer(", $"[Output(\"{name}\", ", StringComparison.Ordinal) : layer).Replace(")]", option + ")]", StringComparison.Ordinal);
        }
    }

    // A deep network of wide layers shows nothing that a shallow one doesn't, and the reference is slow.
    private int Width(int depth) => Chance(depth <= 2 ? 0.25 : 0.05) ? Pick(LargeWidths) : Pick(Widths);

    private Activation Hidden() => Chance(0.04) ? Pick([Activation.Softmax, Activation.LogSoftmax]) : Pick(Elementwise);

    // A loss that takes logarithms of outputs can't have them dropped.
    private string Layer(int fanIn, int fanOut, Activation activation, bool mayDrop, string ordering)
    {
        Init? init = Chance(0.3) ? null : Pick(Enum.GetValues<Init>());
        string slope = ActivationTraits.Of(activation).Slope != SlopeRole.None && Chance(0.7)
            ? string.Create(CultureInfo.InvariantCulture, $", Slope = {Pick([0f, 0.01f, 0.2f, 0.3333333f, 1f, 1.5f]):R}f")
            : "";
        if (activation == Activation.PRelu && Chance(0.5)) slope += ", SlopePerUnit = true";
        string bias = Chance(0.2) ? ", Bias = false" : Chance(0.2) ? ", BiasValue = -0.25f" : Chance(0.2) ? ", BiasInit = BiasInit.Uniform" : "";
        string kind = Pick(["Batch", "Layer", "Rms"]);
        string normalization = !Chance(0.4) ? ""
            : $", {kind}Normalization = true" + (Chance(0.5) ? $", NormalizationEpsilon = {Number([1e-3f, 1f, 1e-6f])}" : "")
                + (kind == "Batch" && Chance(0.5) ? $", NormalizationMomentum = {Number([0.01f, 0.5f, 1f])}" : "");
        string dropout = mayDrop && Chance(0.2) ? $", Dropout = {Number([0.1f, 0.5f, 0.8f])}" : "";
        string function = activation == Activation.Custom ? Pick(["typeof(Lisht)", "typeof(Other.Lisht<int>)"]) : $"Activation.{activation}";
        return $"[Layer({fanIn}, {fanOut}, {function}{(init is null ? "" : $", Init.{init}")}{slope}{InitOptions(init)}{bias}{normalization}{dropout}{ordering})]";
    }

    // A connection around any of the blocks that end here and are as wide at both ends. Losses of probabilities want an activation at the very end.
    private string Ordering(int[] widths, int layer, bool endsInActivation)
    {
        LayerOrder order = Chance(0.75) ? default : Pick(Enum.GetValues<LayerOrder>());
        int[] spans = [.. Enumerable.Range(1, layer + 1).Where(span => widths[layer + 1 - span] == widths[layer + 1])];
        int span = spans.Length > 0 && Chance(0.5) ? Pick(spans) : 0;
        bool endsInAnother = order is LayerOrder.ActivateLinearAdd or LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize || span > 0;
        if (endsInActivation && endsInAnother) order = LayerOrder.LinearAddActivate;
        bool isProjected = Chance(0.15);
        if (span == 0 && isProjected && !endsInActivation) span = _random.Next(1, layer + 2);
        string connection = span == 0 ? "" : isProjected ? $", Residual = true, ResidualSpan = {span}, Projection = true" : span == 1 ? ", Residual = true" : $", Residual = true, ResidualSpan = {span}";
        return connection + (order == default ? "" : $", Order = LayerOrder.{order}");
    }

    private string InitOptions(Init? init) => init switch
    {
        Init.VarianceScaling => $", VarianceScale = 2f, FanMode = FanMode.{Pick(Enum.GetValues<FanMode>())}, InitDistribution = InitDistribution.{Pick(Enum.GetValues<InitDistribution>())}",
        Init.Sparse => $", Sparsity = {Pick(["0f", "0.3f", "0.99f"])}",
        Init.Orthogonal or Init.Identity => ", Gain = ActivationGain.Tanh",
        _ => "",
    };

    private string LossOption(Activation last, int width) => OptionsOfLoss(last, width) is { Length: > 0 } options ? $"[Network({options})]\n" : "";

    // The logarithms of the entropies want outputs in (0, 1), or are the outputs.
    private string OptionsOfLoss(Activation last, int width)
    {
        if (Chance(0.3)) return "";
        bool isInUnitInterval = last == Activation.Sigmoid || (last == Activation.Softmax && width > 1);
        Loss loss = isInUnitInterval && Chance(0.7) ? Pick([Loss.BinaryCrossEntropy, Loss.CrossEntropy, Loss.CrossEntropy, Loss.KullbackLeibler])
            : last == Activation.LogSoftmax && Chance(0.7) ? Pick([Loss.CrossEntropy, Loss.CrossEntropy, Loss.KullbackLeibler])
            : Pick(OfAnyOutput);
        string options = loss switch
        {
            Loss.Huber => Chance(0.5) ? $", Delta = {Number([0.25f, 0.7f, 3f])}" : "",
            Loss.SmoothL1 => Chance(0.5) ? $", Beta = {Number([0.25f, 0.7f, 3f])}" : "",
            Loss.CrossEntropy => Smoothing() + ClassWeights(width),
            _ when LossTraits.Of(loss).Reads == LossOptions.None => "",
            _ => throw new InvalidOperationException($"Nothing draws the options of {loss}."),
        };
        return $"Loss = Loss.{loss}{options}";
    }

    private string Smoothing() => Chance(0.4) ? $", LabelSmoothing = {Number([0.1f, 0.3333333f, 1f])}" : "";

    private string ClassWeights(int width) => Chance(0.4)
        ? $", ClassWeights = new float[] {{ {string.Join(", ", Enumerable.Range(0, width).Select(_ => Number([0.5f, 1f, 1.3f, 2f])))} }}"
        : "";

    private string Number(float[] choices) => string.Create(CultureInfo.InvariantCulture, $"{Pick(choices):R}f");

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
