using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Layerwise;
using Layerwise.Conformance;
using Layerwise.Conformance.GuardPages;
using Layerwise.LaneWidths;

// Checks a few networks on whatever instruction set this process was given, sees that they allocate nothing, and prints
//   lanes=<floats per register>
//   parameters of <network>=<hash of its initialized parameters>
// for each network, then a line for each failure. Without arguments, networks are compared with the reference; with
//   only <networks>
// just those whose names are given, for a processor that a program plays; with
//   guard-pages <assembly>
// they, and those of the assembly, are called with spans at pages that may not be touched: what leaves a span kills the process. With
//   leave-span
// the process leaves one itself. In front of the others,
//   part <number> <parts>
// checks one in so many networks; those that are alike stand beside each other, so that each part has some of them.
(int part, int parts) = (0, 1);
if (args is ["part", var number, var count, .. var others])
{
    (part, parts) = (int.Parse(number, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
    args = others;
}

if (args is ["leave-span"]) GuardPageCheck.LeaveSpan();
bool hasGuardPages = args is ["guard-pages", _];
string[] only = args is ["only", .. var names] ? names : [];
int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;
List<string> parameters = [];
List<string> failures = [];

Check<Smallest>(new(7));
Check<Control>(new(7), isAlways: true);
Check<Narrow>(new(7), isAlways: true);
Check<Whole>(new(7));
Check<Odd>(new(7));
Check<Tiled>(new(7));
Check<Connected>(new(11));
Check<Pictured>(new(7));
Check<Signalled>(new(7));
Check<Sequential>(new(7));
Check<ResetFirst>(new(7));
Check<Streamed>(new(7));
Check<FromActivations>(new(7));
Check<FromPreActivations>(new(7));
Check<Binary>(new(7));
Check<Drawn>(new(7));
Check<Weighted>(new(7));
Check<WeightedLogarithms>(new(7));
Check<Divergence>(new(7));
Check<Robust>(new(7));
Check<Logits>(new(7));
Check<Uncached>(new(7));
Check<UncachedSlope>(new(7));
Check<NormalizedLayers>(new(7));
Check<Dropped>(new(7));
Check<UncachedNormalizedLayers>(new(7));
Check<SeveralOutputs>(new(7));
Check<OutputsTogether>(new(7));
if (hasGuardPages)
{
    GuardedRuntime.Run();
    PassesInPasses.Check(failures);
    failures.AddRange(GuardPageCheck.Run(nameof(FrozenDigits), FrozenDigits.InputSize, FrozenDigits.OutputSize, FrozenDigits.Forward, seed: 1).Failures);
    failures.AddRange(NetworksOf.Assembly(args[1]).SelectMany(static check => check().Failures));
}

if (!hasGuardPages && only.Length == 0) failures.AddRange(RoundedDenseCheck.Failures());
if (!FrozenDigits.SelfTest()) failures.Add("FrozenDigits computes something else than where it was trained.");

Console.WriteLine($"lanes={lanes}");
parameters.ForEach(Console.WriteLine);
failures.ForEach(Console.WriteLine);
return failures.Count == 0 ? 0 : 1;

// The machine code of the smallest is looked at, whichever part this is.
void Check<TNetwork>(TNetwork network, bool isAlways = false)
    where TNetwork : class, INetwork<TNetwork>
{
    if (only.Length > 0 && !only.Contains(typeof(TNetwork).Name)) return;

    // FNV-1a: those of the framework need a library of the system's.
    ulong hash = 0xCBF29CE484222325;
    foreach (uint bits in MemoryMarshal.Cast<float, uint>(network.Parameters)) hash = (hash ^ bits) * 0x00000100000001B3;
    parameters.Add($"parameters of {typeof(TNetwork).Name}={hash:X16}");
    if ((parameters.Count - 1) % parts != part && !isAlways) return;
    failures.AddRange((hasGuardPages ? GuardPageCheck.Run(network, seed: 1) : NetworkCheck.Run(network, seed: 1)).Failures);
    if (!hasGuardPages) failures.AddRange(OnThreads.Failures(network));
    if (!hasGuardPages && AllocatedBytes.By(network) is var allocated && allocated != default) failures.Add($"{typeof(TNetwork).Name}: {allocated}");
}
