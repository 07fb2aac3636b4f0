using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Layerwise;

/// <content>What tells these samples from others.</content>
public sealed partial class Dataset
{
    private string? _identity;

    /// <summary>Sizes and a hash of all numbers, in the order in which they are taken; computed once.</summary>
    internal string Identity => _identity ??= FindIdentity();

    private string FindIdentity()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int sample = 0; sample < Count; sample++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(Input(sample)));
            if (HasLabels) hash.AppendData(BitConverter.GetBytes(Label(sample)));
            else hash.AppendData(MemoryMarshal.AsBytes(Target(sample)));
            if (HasWeights) hash.AppendData(BitConverter.GetBytes(Weight(sample)));
        }

        string targets = HasLabels ? $"{TargetSize} classes" : $"{TargetSize} targets";
        return FormattableString.Invariant($"{Count} samples of {InputSize} inputs and {targets} ({Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8))})");
    }
}
