using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Layerwise;

/// <content>What tells these samples from others.</content>
public sealed partial class Dataset
{
    // Of a file: all of it may be more than a day's reading.
    private const int HashedRowsOfFile = 4096;

    private string? _identity;

    /// <summary>Sizes and a hash of all numbers in the order in which they are taken, of a file some rows' spread over it; computed once.</summary>
    internal string Identity => _identity ??= FindIdentity();

    private string FindIdentity()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        float[] input = new float[InputSize];
        int step = _inputs.IsOfFile ? Math.Max(1, Count / HashedRowsOfFile) : 1;
        for (long next = 0; next < Count; next += step)
        {
            int sample = (int)next;
            CopyInput(RowOf(sample), input);
            hash.AppendData(MemoryMarshal.AsBytes(input.AsSpan()));
            if (HasLabels) hash.AppendData(BitConverter.GetBytes(Label(sample)));
            else if (HasStepLabels) hash.AppendData(MemoryMarshal.AsBytes(StepLabels(sample)));
            else hash.AppendData(MemoryMarshal.AsBytes(Target(sample)));
            if (HasLengths) hash.AppendData(BitConverter.GetBytes(Length(sample)));
            if (HasWeights) hash.AppendData(BitConverter.GetBytes(Weight(sample)));
        }

        string targets = HasLabels ? $"{TargetSize} classes" : $"{TargetSize} targets";
        return FormattableString.Invariant($"{Count} samples of {InputSize} inputs and {targets} ({Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8))})");
    }
}
