using System;
using Embedded;

/// <summary>What one sample takes as C# 9 on whatever runs it. Of many rounds the fastest: in that one no other program was in the way.</summary>
internal static class Time
{
    private const int Samples = 1000;

    private static int Main()
    {
        float[] pixels = new float[DigitReader.InputSize];
        float[] probabilities = new float[DigitReader.OutputSize];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = i % 17 / 16f;
        long fastest = long.MaxValue;
        for (int round = 0; round < 500; round++)
        {
            long start = DateTime.UtcNow.Ticks;
            for (int i = 0; i < Samples; i++) DigitReader.Forward(pixels, probabilities);
            fastest = Math.Min(fastest, DateTime.UtcNow.Ticks - start);
        }

        // A tick is 100 nanoseconds.
        Console.WriteLine("one sample: " + (fastest * 100 / Samples) + " ns");
        return DigitReader.SelfTest() ? 0 : 1;
    }
}
