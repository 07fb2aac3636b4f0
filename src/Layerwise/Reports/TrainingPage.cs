using System.Text;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Reports;

/// <summary>One self-contained HTML page about a training.</summary>
internal static class TrainingPage
{
    private const int MostSteps = 256;
    private const int MostMisread = 20;
    private const int MostClasses = 40;

    public static string Of<TNetwork>(
        TNetwork network, Dataset samples, IReadOnlyList<string>? classNames, IReadOnlyList<EpochReport> epochs, HealthReport start, IReadOnlyList<HealthReport> health)
        where TNetwork : class, INetwork<TNetwork>
    {
        string name = Html.Text(typeof(TNetwork).Name);
        EpochReport last = epochs[^1];
        StringBuilder page = new(Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>Training of {name}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <h1>Training of {name}</h1>
            <p>{NumberText.Grouped(TNetwork.ParameterCount)} parameters in {TNetwork.Layers.Length} layers, {string.Join(", ", HeadsOf<TNetwork>.All.Select(static head => head.Name.Length == 0 ? $"{head.Loss}" : $"{head.Loss} of {head.Name}"))}. {Html.Text(Capital((last with { Health = null }).ToString()))}.</p>
            <h2>Findings</h2>
            {Findings(health[^1])}
            <h2>Over the epochs</h2>
            <div class="cards">
            {Curves<TNetwork>(epochs, health)}</div>
            <h2>Layers</h2>
            {Layers<TNetwork>(start, health[^1])}
            <p class="note">Signals are root mean squares of the activations: as forecast from the declaration for inputs of this mean square,
            and as measured before the first epoch and after the last.</p>
            {OverTime<TNetwork>(start, health[^1])}<h2>Parameters</h2>
            <div class="cards small">
            {Parameters(network)}</div>

            """));
        if (HasClasses<TNetwork>()) page.Append(Answers(network, samples, classNames));
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Whether each sample is one answer that is right or wrong.</summary>
    public static bool HasClasses<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        LossTraits traits = LossTraits.Of(TNetwork.Loss);
        return !HeadsOf<TNetwork>.AreSeveral && !traits.IsRegression && (!traits.IsYesOrNo || TNetwork.OutputSize == 1);
    }

    public static ConfusionMatrix Confusion<TNetwork>(TNetwork network, Dataset samples, IReadOnlyList<string>? classNames)
        where TNetwork : class, INetwork<TNetwork> => ConfusionMatrix.Of(network, samples, classNames);

    private static string Findings(HealthReport health) => health.Findings.Count == 0
        ? "<p>After the last epoch nothing was found that keeps the network from learning.</p>"
        : $"<ul>\n{string.Concat(health.Findings.Select(static finding => $"<li>{Html.Text(finding.Message)}</li>\n"))}</ul>";

    private static string Curves<TNetwork>(IReadOnlyList<EpochReport> epochs, IReadOnlyList<HealthReport> health)
        where TNetwork : class, INetwork<TNetwork>
    {
        int[] numbers = [.. epochs.Select(static epoch => epoch.Epoch)];
        StringBuilder charts = new();
        Add("Loss", true, PlottedLine.Pair("training", Of(static epoch => epoch.Training.Loss), "validation", Of(static epoch => epoch.Validation?.Loss)));
        Add("Accuracy", false, PlottedLine.Pair("training", Of(static epoch => epoch.Training.Accuracy), "validation", Of(static epoch => epoch.Validation?.Accuracy)));
        Add("Learning rate", true, PlottedLine.Pair("learning rate", Of(static epoch => epoch.LearningRate), "", []));
        Add("Norm of the gradients", true, PlottedLine.Pair("norm", Of(static epoch => epoch.GradientNorm), "", []));
        Add("Gradient of each layer (root mean square)", true, OfLayers(static layer => layer.Gradient));
        Add("Next step over size of the parameters", true, OfLayers(static layer => layer.UpdateRatio));
        AddShares("Dead units, %", OfLayers(static layer => 100 * layer.DeadUnits));
        AddShares("Saturated units, %", OfLayers(static layer => 100 * layer.SaturatedUnits));
        return charts.ToString();

        double[] Of(Func<EpochReport, double?> value) => [.. epochs.Select(epoch => value(epoch) ?? double.NaN)];

        PlottedLine[] OfLayers(Func<LayerHealth, double?> value) =>
            PlottedLine.OfLayers(TNetwork.Layers.Length, layer => [.. health.Select(report => value(report.Layers[layer]) ?? double.NaN)]);

        // No picture of nothing.
        void AddShares(string title, PlottedLine[] lines)
        {
            if (lines.Any(static line => line.Values.Any(static value => value > 0))) Add(title, false, lines);
        }

        void Add(string title, bool isLogarithmic, PlottedLine[] lines)
        {
            if (lines.Any(static line => line.Values.Any(double.IsFinite))) charts.Append(new EpochChart(title, isLogarithmic).Draw(numbers, lines));
        }
    }

    private static string Layers<TNetwork>(HealthReport start, HealthReport end)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkPrediction forecast = Forecast<TNetwork>(start);
        List<string[]> rows = [];
        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            LayerInfo info = TNetwork.Layers[layer];
            LayerHealth last = end.Layers[layer];
            rows.Add(
            [
                Html.Of($"{layer + 1}: {info.InputSize} → {info.OutputSize}, {Html.Text(info.ActivationName)}"),
                Number(forecast.Layers[layer].SignalRms),
                Number(Math.Sqrt(start.Layers[layer].MeanSquare)),
                Number(Math.Sqrt(last.MeanSquare)),
                Number(last.Gradient),
                last.UpdateRatio is { } ratio ? Number(ratio) : "–",
                Html.Of($"{100 * last.DeadUnits:F0} %"),
                Html.Of($"{100 * last.SaturatedUnits:F0} %"),
            ]);
        }

        return Html.Table(["layer", "signal, forecast", "at the start", "at the end", "gradient", "update", "dead", "saturated"], rows);
    }

    // Of a network with one layer that remembers, the forecast says the same of that layer.
    private static string OverTime<TNetwork>(HealthReport start, HealthReport end)
        where TNetwork : class, INetwork<TNetwork>
    {
        if ((end.OverTime ?? start.OverTime) is not { } longest) return "";
        int[] steps = [.. Enumerable.Range(0, longest.Gradients.Count).Where(step => step % (1 + ((longest.Gradients.Count - 1) / MostSteps)) == 0)];
        TimePrediction[] forecasts = [.. Forecast<TNetwork>(start).Layers.Select(static layer => layer.OverTime).OfType<TimePrediction>()];
        double[] Of(TimeHealth? time) => [.. steps.Select(step => step < (time?.Gradients.Count ?? 0) ? time!.Gradients[step] : double.NaN)];
        PlottedLine[] lines = [.. PlottedLine.Pair("at the end", Of(end.OverTime), "at the start", Of(start.OverTime))];
        if (forecasts.Length == 1 && RememberingLayers<TNetwork>() == 1) lines = [.. lines, PlottedLine.Forecast([.. steps.Select(forecasts[0].GradientAfter)])];
        return Html.Of($"""
            <h2>Over time</h2>
            <div class="cards">
            {new EpochChart("Gradient by steps back from an answer", IsLogarithmic: true).Draw(steps, lines)}</div>
            <p class="note">{Html.Text(longest.ToString())} Sizes are over that at the step of the answer.</p>

            """);
    }

    private static int RememberingLayers<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        int count = 0;
        foreach (LayerInfo layer in TNetwork.Layers) count += layer.IsRecurrent || layer.Window?.Axes.Any(static axis => axis.Kernel > 1) == true ? 1 : 0;
        return count;
    }

    private static NetworkPrediction Forecast<TNetwork>(HealthReport start)
        where TNetwork : class, INetwork<TNetwork>
    {
        bool isKnown = start.InputPower > 0 && double.IsFinite(start.InputPower);
        return SignalPropagation.Predict(SignalPropagation.Designs<TNetwork>(), isKnown ? start.InputPower : 1);
    }

    private static string Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        StringBuilder figures = new();
        for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
        {
            LayerInfo info = TNetwork.Layers[layer];
            if (info.ParameterCount > 0) figures.Append(Histogram.Draw(Html.Of($"Layer {layer + 1}"), network.Parameters.Slice(info.WeightsOffset, info.ParameterCount)));
        }

        return figures.ToString();
    }

    private static string Answers<TNetwork>(TNetwork network, Dataset samples, IReadOnlyList<string>? classNames)
        where TNetwork : class, INetwork<TNetwork>
    {
        ConfusionMatrix matrix = Confusion(network, samples, classNames);
        string counts = matrix.ClassCount > MostClasses
            ? Html.Of($"<p class=\"note\">There are {matrix.ClassCount} classes, too many for a table of who was taken for whom.</p>\n")
            : Counts(matrix);
        return Html.Of($"""
            <h2>Answers</h2>
            <p>{matrix.Count} samples, accuracy {100 * matrix.Accuracy:F1} %.</p>
            {counts}
            {Scores(matrix)}
            <h2>Misread samples</h2>
            {Misread(network, samples, matrix)}

            """);
    }

    private static string Counts(ConfusionMatrix matrix)
    {
        IEnumerable<IEnumerable<string>> rows = Enumerable.Range(0, matrix.ClassCount).Select(actual =>
        {
            long support = Math.Max(1, matrix.Class(actual).Support);
            return Enumerable.Range(0, matrix.ClassCount)
                .Select(predicted => Count(matrix[actual, predicted], (double)matrix[actual, predicted] / support))
                .Prepend(Html.Text(matrix.ClassNames[actual]));
        });
        return "<p class=\"note\">A row for each class that samples are of, a column for each that they were taken for.</p>\n" + Html.Table(matrix.ClassNames.Prepend(""), rows);

        static string Count(long count, double share) =>
            Html.Of($"<td style=\"background:rgb(var(--hit) / {0.6 * share:F2})\">{(count == 0 ? "·" : NumberText.Grouped(count))}</td>");
    }

    private static string Scores(ConfusionMatrix matrix)
    {
        IEnumerable<string[]> rows = Enumerable.Range(0, matrix.ClassCount)
            .Select(label => Row(matrix.ClassNames[label], matrix.Class(label)))
            .Append(Row("macro average", matrix.MacroAverage))
            .Append(Row("weighted average", matrix.WeightedAverage));
        return Html.Table(["class", "precision", "recall", "F1", "samples"], rows);

        static string[] Row(string name, ClassScores scores) =>
            [Html.Text(name), Html.Of($"{scores.Precision:F3}"), Html.Of($"{scores.Recall:F3}"), Html.Of($"{scores.F1:F3}"), NumberText.Grouped(scores.Support)];
    }

    private static string Misread<TNetwork>(TNetwork network, Dataset samples, ConfusionMatrix matrix)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.AnsweredSteps > 1) return "<p>The network answers at each step; no single step is shown.</p>";
        LossTraits traits = LossTraits.Of(TNetwork.Loss);
        List<(int Sample, int Actual, int Answer, float Output)> misread = [];
        int sample = 0;
        Predictions.Show(network, samples, (outputs, targets, _) =>
        {
            for (int first = 0; first < outputs.Length; first += TNetwork.OutputSize, sample++)
            {
                ReadOnlySpan<float> output = outputs.Slice(first, TNetwork.OutputSize);
                ReadOnlySpan<float> target = targets.Slice(first, TNetwork.OutputSize);
                int actual = traits.IsYesOrNo ? Answer.YesOrNo(target[0], traits.TargetBorder) : Answer.Largest(target);
                int answer = traits.IsYesOrNo ? Answer.YesOrNo(output[0], traits.OutputBorder) : Answer.Largest(output);
                if (answer != actual) misread.Add((sample, actual, answer, answer == Answer.None ? float.NaN : output[traits.IsYesOrNo ? 0 : answer]));
            }
        });
        if (misread.Count == 0) return "<p>There are none.</p>";

        // Those that it is surest of; an output of yes or no is sure at both ends.
        IEnumerable<string[]> rows = misread
            .OrderByDescending(one => traits.IsYesOrNo ? Math.Abs(one.Output - traits.OutputBorder) : one.Output)
            .Take(MostMisread)
            .Select(one => new[]
            {
                Html.Of($"{one.Sample}"),
                Html.Text(matrix.ClassNames[one.Actual]),
                one.Answer == Answer.None ? "NaN" : Html.Text(matrix.ClassNames[one.Answer]),
                Number(one.Output),
            });
        string count = Html.Of($"<p class=\"note\">{misread.Count} samples are misread; these are the ones that the network is surest of.</p>\n");
        return count + Html.Table(["sample", "is", "taken for", "output"], rows);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Number(double value) => NumberText.Rounded(value);
}
