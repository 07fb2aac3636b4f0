using Layerwise;

namespace Mistakes.Frozen;

// No file of that name is among the project's weights.
[Frozen("nowhere.safetensors")] // LW1030: "nowhere.safetensors"
[Layer(64, 10, Activation.Softmax)]
public static partial class FileMissing;

// The weights in that file are those of a layer with one output.
[Frozen("two-inputs.safetensors")] // LW1031: "two-inputs.safetensors"
[Layer(2, 3, Activation.Softmax)]
public static partial class FileOfAnotherNetwork;

// What is named has no layers: it should be the class that was trained.
[Frozen(typeof(string), "two-inputs.safetensors")] // LW1032: typeof(string)
public static partial class LayersOfNothing;

// One of the two weights is 1000 and the other one 1, which becomes 0 as a multiple of 1000/127.
[Frozen("outlier.safetensors")] // LW1033: "outlier.safetensors"
[Layer(2, 1, Activation.Identity)]
public static partial class WeightsOfTooFewBits;
