using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Layerwise.FirstCall;

/// <summary>A network whose weights come from a file, and its first result.</summary>
internal static class FirstResult
{
    public static void Print(string path)
    {
        TimeSpan compiled = JitInfo.GetCompilationTime();
        long methods = JitInfo.GetCompiledMethodCount();
        long start = Stopwatch.GetTimestamp();
        ImageClassifier network = path.EndsWith(".onnx", StringComparison.Ordinal) ? Onnx.Load<ImageClassifier>(path) : Safetensors.Load<ImageClassifier>(path);
        double load = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        TimeSpan compiledToLoad = JitInfo.GetCompilationTime();
        long methodsToLoad = JitInfo.GetCompiledMethodCount();

        float[] inputs = new float[ImageClassifier.InputSize];
        float[] outputs = new float[ImageClassifier.OutputSize];
        start = Stopwatch.GetTimestamp();
        network.Forward(inputs, outputs);
        double firstCall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"load {load:F1} ms, of which compiling {(compiledToLoad - compiled).TotalMilliseconds:F1} ms for {methodsToLoad - methods} methods; first Forward {firstCall:F1} ms, "
            + $"of which compiling {(JitInfo.GetCompilationTime() - compiledToLoad).TotalMilliseconds:F1} ms for {JitInfo.GetCompiledMethodCount() - methodsToLoad}"));
    }
}
