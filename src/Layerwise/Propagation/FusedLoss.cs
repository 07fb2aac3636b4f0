namespace Layerwise.Propagation;

/// <summary>Losses whose derivative by the pre-activations is a − y, without a factor φ′.</summary>
internal static class FusedLoss
{
    public static bool TakesDerivativeOf(Activation activation, Loss loss) => activation switch
    {
        Activation.Softmax or Activation.LogSoftmax => loss is Loss.CrossEntropy or Loss.KullbackLeibler,
        Activation.Sigmoid => loss == Loss.BinaryCrossEntropy,
        _ => false,
    };
}
