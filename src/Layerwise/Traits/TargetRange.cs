using System.Runtime.CompilerServices;

namespace Layerwise.Traits;

/// <summary>What the targets of a loss may be: outside, its value is that of no answer, and may have no lower end.</summary>
internal static class TargetRange
{
    /// <summary>How far from 1 the sum of probabilities may be: those that were rounded to two digits, or kept in half precision, are still meant as such.</summary>
    public const float SumTolerance = 0.02f;

    // AggressiveOptimization, for which .NET Standard, and so the generator, has no name: steps of training check their targets.
    private const MethodImplOptions Hot = (MethodImplOptions)512;

    /// <summary>The target of a class that a sample does not belong to; that of its own class is 1.</summary>
    public static float OfOtherClasses(Loss loss) => LossTraits.Of(loss).Target.OfOtherClasses;

    /// <summary>Whether all targets are in their range.</summary>
    /// <param name="targets">[rows, width].</param>
    /// <param name="width">Targets of one sample.</param>
    /// <param name="loss">The loss.</param>
    [MethodImpl(Hot)]
    public static bool Contains(ReadOnlySpan<float> targets, int width, Loss loss)
    {
        TargetTraits traits = LossTraits.Of(loss).Target;
        return traits.IsOverClasses ? AreDistributions(targets, width) : IndexOutside(targets, traits) < 0;
    }

    /// <summary>Whether the targets of each sample are probabilities.</summary>
    /// <param name="targets">[rows, width].</param>
    /// <param name="width">Targets of one sample.</param>
    [MethodImpl(Hot)]
    public static bool AreDistributions(ReadOnlySpan<float> targets, int width)
    {
        for (int start = 0; start < targets.Length; start += width)
        {
            if (!IsDistribution(targets.Slice(start, width))) return false;
        }

        return true;
    }

    /// <summary>Whether all targets of one of several outputs are in their range.</summary>
    /// <param name="targets">Those of all outputs [rows, width].</param>
    /// <param name="width">Targets of one sample, of all outputs.</param>
    /// <param name="offset">Where those of the output begin among them.</param>
    /// <param name="size">How many there are of it.</param>
    /// <param name="loss">Its loss.</param>
    [MethodImpl(Hot)]
    public static bool Contains(ReadOnlySpan<float> targets, int width, int offset, int size, Loss loss)
    {
        TargetTraits traits = LossTraits.Of(loss).Target;
        for (int start = offset; start < targets.Length; start += width)
        {
            ReadOnlySpan<float> sample = targets.Slice(start, size);
            if (traits.IsOverClasses ? !IsDistribution(sample) : IndexOutside(sample, traits) >= 0) return false;
        }

        return true;
    }

    /// <summary>What is wrong with a sample whose targets are out of range, behind its name.</summary>
    public static string Describe(ReadOnlySpan<float> sample, Loss loss)
    {
        int index = IndexOutside(sample, loss);
        FormattableString found = index >= 0 ? $"target {index} is {sample[index]}" : (FormattableString)$"its targets add up to {Sum(sample)}";
        return $"{FormattableString.Invariant(found)}; {loss} takes {Describe(loss)}.";
    }

    /// <summary>The range in words, as the object of a sentence.</summary>
    public static string Describe(Loss loss) => LossTraits.Of(loss).Target.Range;

    /// <summary>The first target that is out of range by itself, or -1.</summary>
    public static int IndexOutside(ReadOnlySpan<float> targets, Loss loss) => IndexOutside(targets, LossTraits.Of(loss).Target);

    [MethodImpl(Hot)]
    private static int IndexOutside(ReadOnlySpan<float> targets, TargetTraits traits)
    {
        (float low, float high, bool isOneOfTwo) = (traits.Low, traits.High, traits.IsOneOfTwo);
        for (int i = 0; i < targets.Length; i++)
        {
            float y = targets[i];
            bool isInside = isOneOfTwo ? y == low || y == high : y >= low && y <= high;
            if (!isInside) return i;
        }

        return -1;
    }

    // One loop: the sums of several samples are under way at the same time.
    [MethodImpl(Hot)]
    private static bool IsDistribution(ReadOnlySpan<float> sample)
    {
        float sum = 0;
        bool isPositive = true;
        foreach (float y in sample)
        {
            isPositive &= y >= 0;
            sum += y;
        }

        return isPositive && Math.Abs(sum - 1) <= SumTolerance;
    }

    [MethodImpl(Hot)]
    private static float Sum(ReadOnlySpan<float> sample)
    {
        float sum = 0;
        foreach (float y in sample) sum += y;
        return sum;
    }
}
