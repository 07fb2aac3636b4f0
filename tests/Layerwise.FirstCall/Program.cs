using System.Globalization;
using System.Runtime;
using Layerwise;
using Layerwise.FirstCall;

// What a program waits for before its first result: run it as it is, and published with ReadyToRun (docs/performance.md).
switch (args)
{
    case []:
        FirstForward.Print();
        break;
    case ["save", { } path]:
        if (path.EndsWith(".onnx", StringComparison.Ordinal)) Onnx.Save(new ImageClassifier(seed: 1), path);
        else Safetensors.Save(new ImageClassifier(seed: 1), path);
        break;
    case ["load", { } path]:
        FirstResult.Print(path);
        break;
    case ["train"]:
        FirstEpoch.Print();
        break;
    case ["empty"]:
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compiling {JitInfo.GetCompilationTime().TotalMilliseconds:F1} ms"));
        break;
    default:
        Console.Error.WriteLine("No arguments, \"save\" and a file, \"load\" and that file, \"train\", or \"empty\".");
        return 1;
}

return 0;
