using System.Runtime.InteropServices;

namespace Layerwise;

/// <summary>Where a rank is when it meets the others.</summary>
/// <param name="Steps">Steps taken so far.</param>
/// <param name="Call">What it is doing.</param>
/// <param name="Rows">Samples in the present batch; 0 outside one.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RankHeader(long Steps, RankCall Call, int Rows)
{
    public override string ToString() => Call switch
    {
        RankCall.Begin => $"begins a call after {Steps} steps",
        RankCall.Train => $"trains on a batch of {Rows} samples after {Steps} steps",
        RankCall.Evaluate => $"evaluates a batch of {Rows} samples after {Steps} steps",
        RankCall.End => $"ends a call of Fit after {Steps} steps",
        RankCall.Cancelled => $"was cancelled after {Steps} steps",
        RankCall.Failed => $"failed after {Steps} steps",
        _ => throw new InvalidOperationException($"{Call} is not defined."),
    };
}
