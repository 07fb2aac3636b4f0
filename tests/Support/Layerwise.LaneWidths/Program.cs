using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Layerwise;
using Layerwise.Conformance;
using Layerwise.Conformance.GuardPages;
using Layerwise.LaneWidths;

// Checks a few networks on whatever instruction set this process was given, sees that they allocate nothing, and prints
//   lanes=<floats per register>
//   parameters=<hash of all initialized parameters>
// then a line for each failure. Without arguments, networks are compared with the reference; with
//   only <networks>
// just those whose names are given, for a processor that a program plays; with
//   guard-pages <assembly>
// they, and those of the assembly, are called with spans at pages that may not be touched: what leaves a span kills the process. With
//   leave-span
// the process leaves one itself.
if (args is ["leave-span"]) GuardPageCheck.LeaveSpan();
bool hasGuardPages = args is ["guard-pages", _];
string[] only = args is ["only", .. var names] ? names : [];
int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;
ulong hash = 0xCBF29CE484222325;
List<string> failures = [];

Check<Smallest>(new(7));
Check<Control>(new(7));
Check<Narrow>(new(7));
Check<Whole>(new(7));
Check<Odd>(new(7));
Check<Tiled>(new(7));
Check<Connected>(new(11));
Check<Pictured>(new(7));
Check<Signalled>(new(7));
Check<Sequential>(new(7));
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
Console.WriteLine($"parameters={hash:X16}");
failures.ForEach(Console.WriteLine);
return failures.Count == 0 ? 0 : 1;

void Check<TNetwork>(TNetwork network)
    where TNetwork : class, INetwork<TNetwork>
{
    if (only.Length > 0 && !only.Contains(typeof(TNetwork).Name)) return;

    // FNV-1a: those of the framework need a library of the system's.
    foreach (uint bits in MemoryMarshal.Cast<float, uint>(network.Parameters)) hash = (hash ^ bits) * 0x00000100000001B3;
    failures.AddRange((hasGuardPages ? GuardPageCheck.Run(network, seed: 1) : NetworkCheck.Run(network, seed: 1)).Failures);
    if (!hasGuardPages) failures.AddRange(OnThreads.Failures(network));
    if (!hasGuardPages && AllocatedBytes.By(network) is var allocated && allocated != default) failures.Add($"{typeof(TNetwork).Name}: {allocated}");
}
