using System.Diagnostics;
using Embedded;

// An image of the test set, 8 × 8 pixels from 0 (paper) to 16 (ink).
ReadOnlySpan<byte> image =
[
    0, 0, 5, 13, 9, 1, 0, 0,
    0, 0, 13, 15, 10, 15, 5, 0,
    0, 3, 15, 2, 0, 11, 8, 0,
    0, 4, 12, 0, 0, 8, 8, 0,
    0, 5, 8, 0, 0, 9, 8, 0,
    0, 4, 11, 0, 1, 12, 7, 0,
    0, 2, 14, 5, 10, 12, 0, 0,
    0, 0, 6, 13, 10, 0, 0, 0,
];

long start = Stopwatch.GetTimestamp();
long allocated = GC.GetAllocatedBytesForCurrentThread();
Span<float> pixels = stackalloc float[DigitReader.InputSize];
Span<float> probabilities = stackalloc float[DigitReader.OutputSize];
for (int i = 0; i < pixels.Length; i++) pixels[i] = image[i] / 16f;
int digit = DigitReader.Read(pixels, probabilities);
allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
long microseconds = (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds;

Console.WriteLine("digit " + digit + ", " + (int)(100 * probabilities[digit]) + " %");
Console.WriteLine("first call: " + microseconds + " µs, " + allocated + " bytes allocated");
if (args.Length > 0) Console.WriteLine("one sample: " + Nanoseconds(pixels, probabilities) + " ns");
Console.WriteLine("self-test: " + (DigitReader.SelfTest() ? "passed" : "FAILED"));
return DigitReader.SelfTest() ? 0 : 1;

// Of many rounds the fastest: in that one no other program was in the way.
static long Nanoseconds(ReadOnlySpan<float> pixels, Span<float> probabilities)
{
    const int Samples = 1000;
    double fastest = double.MaxValue;
    for (int round = 0; round < 500; round++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Samples; i++) DigitReader.Forward(pixels, probabilities);
        fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
    }

    return (long)(fastest / Samples);
}
