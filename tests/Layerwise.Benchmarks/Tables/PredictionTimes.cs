using Layerwise.Benchmarks.Machine;

namespace Layerwise.Benchmarks.Tables;

/// <summary>How long the prediction of a network of 100 layers takes, which happens while its author types.</summary>
internal static class PredictionTimes
{
    private const int Width = 256;
    private const int Depth = 100;

    public static void Print()
    {
        (string Name, LayerDesign[] Layers)[] rows =
        [
            ("Relu under He", Layers(new LayerDesign(Width, Width, Activation.Relu, 2.0 / Width))),
            ("Tanh under Xavier", Layers(new LayerDesign(Width, Width, Activation.Tanh, 1.0 / Width))),
            ("Tanh under N(0, 1)", Layers(new LayerDesign(Width, Width, Activation.Tanh, 1))),
            ("Gelu under He", Layers(new LayerDesign(Width, Width, Activation.Gelu, 2.0 / Width))),
            ("Mish under He", Layers(new LayerDesign(Width, Width, Activation.Mish, 2.0 / Width))),
            ("Relu, normalized", Layers(new LayerDesign(Width, Width, Activation.Relu, 2.0 / Width) { BatchNormalization = true })),
            ("Sigmoid under equal weights", Layers(new LayerDesign(Width, Width, Activation.Sigmoid, 0) { WeightMean = 0.05 })),
            ("Tanh under U(0, 1)", Layers(new LayerDesign(Width, Width, Activation.Tanh, 1.0 / 12) { WeightMean = 0.5 })),
            ("Softmax behind 99 Relu layers", [.. Layers(new LayerDesign(Width, Width, Activation.Relu, 2.0 / Width))[1..], new LayerDesign(Width, 10, Activation.Softmax, 1.0 / Width)]),
        ];
        double[] times = Timing.Nanoseconds(Array.ConvertAll(rows, static row => new Action<int>(count =>
        {
            for (int i = 0; i < count; i++) _ = SignalPropagation.Predict(row.Layers);
        })));

        var table = new MarkdownTable(["prediction of 100 layers", "ms"]);
        for (int i = 0; i < rows.Length; i++) table.Row([rows[i].Name, $"{times[i] / 1e6:F2}"]);
    }

    private static LayerDesign[] Layers(LayerDesign layer) => [.. Enumerable.Repeat(layer, Depth)];
}
