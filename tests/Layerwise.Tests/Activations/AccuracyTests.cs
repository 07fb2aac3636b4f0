using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

/// <summary>The documented error bounds of the functions that activations are made of.</summary>
public class AccuracyTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void ExpIsWithin2Ulp(int count) => EveryWidth.Run(count, Sweep<ExpFunction>.InUlp(2));

    [Theory]
    [MemberData(nameof(Counts))]
    public void ExpOfNonPositiveIsWithin2Ulp(int count) => EveryWidth.Run(count, Sweep<ExpOfNonPositiveFunction>.InUlp(2));

    [Theory]
    [MemberData(nameof(Counts))]
    public void ExpM1IsWithin2Ulp(int count) => EveryWidth.Run(count, Sweep<ExpM1Function>.InUlp(2));

    [Theory]
    [MemberData(nameof(Counts))]
    public void LogIsWithin1Ulp(int count) => EveryWidth.Run(count, Sweep<LogFunction>.InUlp(1));

    [Theory]
    [MemberData(nameof(Counts))]
    public void Log1PIsWithin2Ulp(int count) => EveryWidth.Run(count, Sweep<Log1PFunction>.InUlp(2));
}
