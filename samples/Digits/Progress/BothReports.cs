using Layerwise;

namespace Digits.Progress;

/// <summary>Tells two of every epoch.</summary>
internal sealed class BothReports(IProgress<EpochReport>? one, IProgress<EpochReport> other) : IProgress<EpochReport>
{
    public void Report(EpochReport value)
    {
        one?.Report(value);
        other.Report(value);
    }
}
