using Layerwise.Conformance;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>The comparison itself: silent about a right network, and not about a wrong one.</summary>
public sealed class NetworkCheckTests
{
    public static TheoryData<Mistake> Mistakes => [.. Enum.GetValues<Mistake>().Where(mistake => mistake != Mistake.None)];

    [Fact]
    public void A_right_network_passes()
    {
        HandWritten.Mistake = Mistake.None;
        var report = NetworkCheck.Run(new HandWritten(), seed: 1);
        Assert.Equal([], report.Failures);
        Assert.True(report.Compared > 1000);
        Assert.InRange(report.LargestDeviation, 0.1, 8);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_network_is_found_out(Mistake mistake)
    {
        HandWritten.Mistake = mistake;
        try
        {
            Assert.NotEmpty(NetworkCheck.Run(new HandWritten(), seed: 1).Failures);
        }
        finally
        {
            HandWritten.Mistake = Mistake.None;
        }
    }
}
