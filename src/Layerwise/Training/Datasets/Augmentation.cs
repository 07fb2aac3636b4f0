using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Changes the input of a sample before a training step learns from it: moves or mirrors a picture, adds noise to a signal. Each step of each epoch may see another version; the
/// samples themselves stay as they are.
/// </summary>
/// <param name="input">The input, [inputSize], in the trainer's own memory: replaced as it should be learned.</param>
/// <param name="sample">Zero-based index of the sample in the training data.</param>
/// <param name="seed">
/// What chance is to follow from: another number for each sample and step, which depends on nothing else but <see cref="TrainerOptions.Seed"/>. So neither threads nor a training
/// that was stopped and taken up again change a bit.
/// </param>
public delegate void Augmentation(Span<float> input, int sample, ulong seed);

/// <summary>Where the seeds of augmentations come from.</summary>
internal static class AugmentationSeed
{
    /// <summary>A pure function of all that it is told.</summary>
    /// <param name="seed">That of the trainer.</param>
    /// <param name="steps">Steps taken so far.</param>
    /// <param name="sample">Index of the sample.</param>
    public static ulong Of(ulong seed, long steps, int sample)
    {
        Words1 x0 = Words1.Broadcast((uint)sample);
        Words1 x1 = Words1.Broadcast(unchecked((uint)steps));
        Words1 x2 = Words1.Broadcast(unchecked((uint)(steps >> 32)));
        Words1 x3 = Words1.Broadcast(RandomDomain.Augmentation);
        Philox.Encrypt<Words1, Lanes1>(seed, ref x0, ref x1, ref x2, ref x3);
        return ((ulong)x1.Value << 32) | x0.Value;
    }
}
