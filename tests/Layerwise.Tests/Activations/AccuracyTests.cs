namespace Layerwise.Tests.Activations;

/// <summary>The documented error bounds of the functions that activations are made of, on every register width.</summary>
public class AccuracyTests
{
    [Fact]
    public void ExpIsWithin2Ulp() => Sweep<ExpFunction>.InUlp(2).Run();

    [Fact]
    public void ExpOfNonPositiveIsWithin2Ulp() => Sweep<ExpOfNonPositiveFunction>.InUlp(2).Run();

    [Fact]
    public void ExpM1IsWithin2Ulp() => Sweep<ExpM1Function>.InUlp(2).Run();

    [Fact]
    public void LogIsWithin1Ulp() => Sweep<LogFunction>.InUlp(1).Run();

    [Fact]
    public void Log1PIsWithin2Ulp() => Sweep<Log1PFunction>.InUlp(2).Run();
}
