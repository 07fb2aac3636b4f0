using System.Globalization;
using System.Runtime.Intrinsics;
using Layerwise.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["initialization"])
{
    InitializationRatios.Print();
    return 0;
}

if (args is not ["ratios"])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Layerwise.Benchmarks -- ratios|initialization");
    return 1;
}

string width = Vector512.IsHardwareAccelerated ? "512-bit" : Vector256.IsHardwareAccelerated ? "256-bit" : Vector128.IsHardwareAccelerated ? "128-bit" : "scalar";
double peak = MachinePeak.GigaFlops();
Console.WriteLine($"One thread, {width} path; multiply-add peak of this machine, measured now: {peak:F0} GFLOP/s.");
Console.WriteLine();
Console.WriteLine("| network | one sample, ns | naive loops, ns | ratio | batch 256, ns/sample | % of peak | training step @32, µs |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
Ratios.Print(new Net2X8X1(seed: 1), peak);
Ratios.Print(new Net4X8X3(seed: 1), peak);
Ratios.Print(new Net16X32X32X1(seed: 1), peak);
Ratios.Print(new Net64X32X10(seed: 1), peak);
Ratios.Print(new Net784X128X10(seed: 1), peak);
Ratios.Print(new Net784X256X128X10(seed: 1), peak);
return 0;
