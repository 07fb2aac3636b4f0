namespace Layerwise.KerasImport;

/// <summary>What a file can call its layers: as RTNeural's exporter does, and those that it has no name for as Keras does.</summary>
internal static class LayerTypes
{
    /// <summary>RTNeural's convolution over the steps of a sequence.</summary>
    public const string OverSteps = "conv1d";

    /// <summary>RTNeural's convolution over steps, and over the features of each.</summary>
    public const string OverFeatures = "conv2d";

    private static readonly HashSet<string> Sequential = [OverSteps, OverFeatures, "gru", "lstm"];

    private static readonly string[] Positional =
    [
        "Conv1D", "Conv2D", "DepthwiseConv1D", "DepthwiseConv2D", "MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D",
        "GlobalAveragePooling1D", "GlobalAveragePooling2D", "Flatten",
    ];

    /// <summary>All of them, as errors list them.</summary>
    public static string All =>
        "dense, time-distributed-dense, gru, lstm, conv1d, conv2d, activation, batchnorm, batchnorm2d and prelu, and Keras's " + string.Join(", ", Positional);

    /// <summary>Whether a layer goes over one step of a sequence after the other.</summary>
    public static bool GoesOverSteps(string type) => Sequential.Contains(type);

    /// <summary>Whether a layer goes over positions, or takes them together.</summary>
    public static bool GoesOverPositions(string type) => Positional.Contains(type);

    /// <summary>Along how many axes a layer moves a window, which its name ends with.</summary>
    public static int AxesOf(string type) => type.EndsWith("1D", StringComparison.Ordinal) ? 1 : 2;
}
