using Anomaly;
using Layerwise;

namespace Layerwise.Samples.Tests.Anomaly;

public sealed class ZeroTests
{
    private readonly DigitImages _images = DigitImages.Read();

    [Fact]
    public void What_was_trained_draws_zeros_well_and_other_digits_badly()
    {
        ZeroTraining trained = ZeroTraining.Run(_images);
        Assert.InRange(Trainer.Evaluate(trained.Network, trained.Test).Loss * 4, 0, Trainer.Evaluate(trained.Network, _images.Others).Loss);

        // The frozen network is another training's, but of the same images: none of these was among those that it learned from.
        var detector = Detector.Choose(trained.Validation);
        Assert.InRange(detector.CountAlarms(trained.Test), 0, trained.Test.Count / 5);
        Assert.InRange(detector.CountAlarms(_images.Others), 0.9 * _images.Others.Count, _images.Others.Count);
        Assert.True(ZeroMemory.SelfTest());
    }
}
