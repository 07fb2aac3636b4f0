using System.Text;
using Layerwise.Generator.Descriptions;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Reports;

/// <summary>One self-contained HTML page about a network at birth: its layers, signal and gradient over depth, and what other initializers would do.</summary>
internal static class ForecastPage
{
    // What the rules LW5001 to LW5004 warn of.
    private static readonly double[] Thresholds = [1e-4, 1e3];

    private const int MostSteps = 200;

    /// <summary>The page.</summary>
    /// <param name="network">The network as declared.</param>
    /// <param name="remark">What is known of its weights and its answers, where it is frozen; null for nothing.</param>
    public static string Of(NetworkSpec network, string? remark = null)
    {
        NetworkPrediction prediction = network.Predict();
        string name = Escape(network.Type.HintName);
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{name}</title>
            <style>
            {PageStyle.Css}
            </style>
            </head>
            <body>
            <h1>{name}</h1>
            <p>{NumberText.Grouped(network.ParameterCount)} parameters in {Literal.Of(network.Layers.Count)} layers. Predicted before the first step of training, from the declaration alone, for inputs of mean square {NumberText.Rounded(network.InputPower)}: the signal at the outputs is {Times(prediction.SignalGain)} the size of the inputs, the gradient at the inputs is {Times(prediction.GradientGain)} the size of the one at the outputs.</p>
            {(remark is null ? "" : $"<p>{Escape(remark)}</p>\n")}{Graph(network)}<h2>Signal and gradient over depth</h2>
            {Legend}
            {Charts(network, prediction)}
            <p class="note">Root mean squares on a logarithmic scale. The signal begins with 1 at the inputs (0) and goes to the right, the gradient begins with {(network.HasSeveralHeads ? "the weight of its loss at each output" : "1 at the outputs")} and goes to the left. Dotted: 10⁻⁴ and 10³, beyond which LW5001 to LW5004 warn.</p>
            {Steps(network, prediction)}<h2>Layers</h2>
            {Table(network, prediction)}
            <p class="note">z are the pre-activations, σ their standard deviation. Saturated: |φ′| below a hundredth of its maximum; of a ReLU, half. Dead: gradient 0 for 999 of 1000 samples or more.</p>
            <h2>With another initializer on all layers</h2>
            <div class="cards">

            """);
        foreach (Init init in Alternatives.Of(network)) page.Append(Card(network, init));
        page.Append($"""
            </div>
            <p class="note">The declared activations under each initializer with its default options; the numbers are the size of the signal after the last hidden layer and of the gradient at layer 1.</p>
            </body>
            </html>
            """);
        return page.ToString();
    }

    private static string Legend => """
        <p class="legend"><svg width="34" height="12" aria-hidden="true"><path class="line first" d="M1 6L33 6"/><circle class="first" cx="17" cy="6" r="3"/></svg> signal
        <svg width="34" height="12" aria-hidden="true"><path class="line second" d="M1 6L33 6"/><rect class="second" x="14" y="3" width="6" height="6"/></svg> gradient</p>
        """;

    private static string Graph(NetworkSpec network) => !GraphDrawing.IsWorthIt(network) ? "" : $"""
        <h2>Graph</h2>
        {GraphDrawing.Of(network)}

        """;

    // One for each way from the inputs to an output; the layers that outputs share are in each.
    private static string Charts(NetworkSpec network, NetworkPrediction prediction) => network.HasSeveralHeads
        ? string.Concat(network.Heads.Select(head => $"<h3>{Escape(head.Name)}</h3>\n{Chart(network, prediction, head, large: true)}\n"))
        : Chart(network, prediction, network.Heads[0], large: true);

    private static string Chart(NetworkSpec network, NetworkPrediction prediction, HeadSpec head, bool large)
    {
        double inputs = Math.Sqrt(prediction.InputPower);
        LayerPrediction[] layers = [.. network.PathTo(head).Select(layer => prediction.Layers[layer.Index])];
        ChartLine[] lines =
        [
            new("signal", "first", [1, .. layers.Select(layer => layer.SignalRms / inputs)]),
            new("gradient", "second", [prediction.GradientGain, .. layers.Select(static layer => layer.GradientRms)]),
        ];
        LineChart chart = large
            ? new LineChart("Signal and gradient over depth", 860, 360) { XLabel = "layer", YLabel = "size", Levels = Thresholds }
            : new LineChart("Signal and gradient over depth", 256, 130) { Levels = Thresholds };
        return chart.Draw(lines);
    }

    // What a recurrent layer does over time, for as many steps as there is something to see.
    private static string Steps(NetworkSpec network, NetworkPrediction prediction)
    {
        (LayerSpec Layer, TimePrediction Time)[] layers =
        [
            .. network.Layers
                .Where(layer => prediction.Layers[layer.Index].OverTime is not null)
                .Select(layer => (layer, prediction.Layers[layer.Index].OverTime!)),
        ];
        return layers.Length == 0 ? "" : $"""
            <h2>Step by step</h2>
            {string.Concat(layers.Select(static item => Steps(item.Layer, item.Time)))}<p class="note">The signal is h after so many steps of a sequence; the gradient is that of a loss at one step, so many steps before it, over what it is there. Inputs are taken to be independent from step to step, as noise is. Dotted: 10⁻⁴ and 10⁴.</p>

            """;
    }

    private static string Steps(LayerSpec layer, TimePrediction time)
    {
        int shown = Math.Min(Math.Max(layer.Steps, (time.StepsUntilVanished ?? time.StepsUntilExploded ?? MostSteps) + 1), MostSteps);
        ChartLine[] lines =
        [
            new("signal", "first", [double.NaN, .. Enumerable.Range(1, Math.Min(shown, layer.Steps)).Select(time.SignalAt)]),
            new("gradient", "second", [.. Enumerable.Range(0, shown + 1).Select(time.GradientAfter)]),
        ];
        var chart = new LineChart($"Signal and gradient of layer {Literal.Of(layer.Number)} over steps", 860, 300) { XLabel = "steps", YLabel = "size", Levels = [1e-4, 1e4] };
        return $"""
            <h3>Layer {Literal.Of(layer.Number)}: {layer.Sizes}</h3>
            <p>{TimeDescription.Of(layer, time)}</p>
            {Legend}
            {chart.Draw(lines)}

            """;
    }

    private static string Card(NetworkSpec network, Init init)
    {
        NetworkSpec changed = Alternatives.With(network, init);
        NetworkPrediction prediction = changed.Predict();
        bool isDeclared = network.Layers.All(layer => layer.Init.Kind == init);
        double signal = prediction.Layers[Math.Max(0, network.SourceOf(network.LastOf(network.Heads[0])))].SignalRms / Math.Sqrt(prediction.InputPower);
        return $"""
            <figure{(isDeclared ? " class=\"declared\"" : "")}>
            <figcaption>{init}{(isDeclared ? " (declared)" : "")}<br/><small>signal {Times(signal)}, gradient {Times(prediction.Layers[0].GradientRms)}</small></figcaption>
            {Chart(changed, prediction, changed.Heads[0], large: false)}
            </figure>

            """;
    }

    private static string Table(NetworkSpec network, NetworkPrediction prediction)
    {
        var table = new StringBuilder("""
            <div class="wide"><table>
            <thead><tr><th>layer</th><th>shape</th><th>activation</th><th>initializer</th><th>mean of z</th><th>σ of z</th><th>saturated</th><th>dead</th><th>signal gain</th><th>gradient gain</th><th>signal</th><th>gradient</th></tr></thead>
            <tbody>

            """);
        foreach (LayerSpec layer in network.Layers)
        {
            LayerPrediction predicted = prediction.Layers[layer.Index];
            table.Append($"<tr><td>{Literal.Of(layer.Number)}</td><td>{(layer.Head.Length == 0 ? "" : layer.Head + ": ")}{layer.Sizes}</td><td>{Escape(ActivationDescription.Of(layer))}</td><td>{InitializerDescription.Of(layer)}</td>");
            foreach (string cell in new[]
            {
                Number(predicted.PreActivationMean),
                Number(Math.Sqrt(predicted.PreActivationVariance)),
                Share(predicted.SaturatedShare),
                Share(predicted.DeadUnitRisk),
                Times(predicted.SignalGain),
                Times(predicted.GradientGain),
                Number(predicted.SignalRms),
                Number(predicted.GradientRms),
            })
            {
                table.Append($"<td class=\"number\">{cell}</td>");
            }

            table.Append("</tr>\n");
        }

        return table.Append("</tbody>\n</table></div>").ToString();
    }

    private static string Times(double value) => double.IsNaN(value) ? "unknown" : "×" + Number(value);

    private static string Share(double value) =>
        double.IsNaN(value) ? "unknown" : value is > 0 and < 0.001 ? "&lt; 0.1 %" : NumberText.Rounded(100 * value) + " %";

    // What rounding leaves of an exact 0 is 0.
    private static string Number(double value) =>
        double.IsNaN(value) ? "unknown" : Math.Abs(value) < 1e-12 && value < 0 ? "0" : NumberText.Rounded(value);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");
}
