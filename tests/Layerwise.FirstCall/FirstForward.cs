using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Layerwise.FirstCall;

/// <summary>A network that is made and called for the first time.</summary>
internal static class FirstForward
{
    public static void Print()
    {
        float[] inputs = new float[DigitClassifier.InputSize];
        float[] outputs = new float[DigitClassifier.OutputSize];

        long start = Stopwatch.GetTimestamp();
        var network = new DigitClassifier(seed: 1);
        double construction = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        TimeSpan compiled = JitInfo.GetCompilationTime();
        start = Stopwatch.GetTimestamp();
        network.Forward(inputs, outputs);
        double firstCall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double compiling = (JitInfo.GetCompilationTime() - compiled).TotalMilliseconds;

        start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 1000; i++) network.Forward(inputs, outputs);
        double next = Stopwatch.GetElapsedTime(start).TotalMicroseconds / 1000;

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"constructor {construction:F1} ms, first Forward {firstCall:F1} ms, of which compiling {compiling:F1} ms; {next:F2} µs for each of the next 1000"));
    }
}
