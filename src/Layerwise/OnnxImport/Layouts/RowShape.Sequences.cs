using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>Dimensions of sequences.</summary>
internal sealed partial class RowShape
{
    /// <summary>The shape of an input that brings sequences.</summary>
    /// <param name="input">The input.</param>
    /// <param name="samples">The dimension that counts samples; −1 where there is only one.</param>
    /// <param name="steps">The dimension that counts steps.</param>
    /// <exception cref="OnnxException">A step has no fixed size.</exception>
    public static RowShape OfSequences(OnnxValue input, int samples, int steps)
    {
        long[] dimensions = [.. input.Shape!];
        AxisRole[] roles = [.. Enumerable.Range(0, dimensions.Length).Select(i => i == samples ? AxisRole.Samples : i == steps ? AxisRole.Steps : AxisRole.Numbers)];
        long[] numbers = [.. dimensions.Where((_, i) => roles[i] == AxisRole.Numbers)];
        bool isFixed = numbers.All(static size => size > 0) && TensorShape.Length(numbers) is > 0 and <= int.MaxValue;
        if (!isFixed) throw new OnnxException($"The input {FileText.Quote(input.Name)} has the shape {Text(dimensions)}; expected sequences with a fixed size of each step.");
        return new RowShape(dimensions, roles);
    }

    /// <summary>
    /// What a recurrent node makes of sequences: all steps, [steps, 1, samples, units], or [samples, steps, 1, units] where samples come first; null where it takes others.
    /// </summary>
    /// <param name="units">How many numbers it makes of a step.</param>
    /// <param name="areSamplesFirst">Whether the first dimension counts samples and the second steps, and not the other way round.</param>
    public RowShape? Recurrent(long units, bool areSamplesFirst)
    {
        if (!TakesSteps(areSamplesFirst)) return null;
        int direction = areSamplesFirst ? 2 : 1;
        long[] dimensions = [.. _dimensions.Take(direction), 1, .. _dimensions.Skip(direction).Take(2 - direction), units];
        return new RowShape(dimensions, [.. _roles.Take(direction), AxisRole.Numbers, .. _roles.Skip(direction).Take(2 - direction), AxisRole.Numbers]);
    }

    /// <summary>The same of the last step alone: [1, samples, units], or [samples, 1, units].</summary>
    public RowShape? RecurrentLast(long units, bool areSamplesFirst)
    {
        if (!TakesSteps(areSamplesFirst)) return null;
        int samples = areSamplesFirst ? 0 : 1;
        long[] dimensions = areSamplesFirst ? [_dimensions[samples], 1, units] : [1, _dimensions[samples], units];
        AxisRole[] roles = [AxisRole.Numbers, AxisRole.Numbers, AxisRole.Numbers];
        roles[samples] = _roles[samples];
        return new RowShape(dimensions, roles);
    }

    /// <summary>
    /// The dimension of steps where a window can move over them: behind samples and all numbers of a step, with nothing but dimensions of size 1 beside it; null where they lie
    /// otherwise.
    /// </summary>
    public int? StepsBehindNumbers()
    {
        bool isInOrder = Rank is 3 or 4 && (_roles[0] == AxisRole.Samples || IsOne(0)) && IsAllIn(1) && IsInOrder;
        int steps = Array.IndexOf(_roles, AxisRole.Steps);
        return isInOrder && steps > 1 && Enumerable.Range(2, Rank - 2).All(i => i == steps || IsOne(i)) ? steps : null;
    }

    /// <summary>The shape behind a window over steps.</summary>
    /// <param name="filters">How many numbers it makes of a step.</param>
    /// <param name="steps">The dimension of steps.</param>
    /// <param name="more">How many further ones it makes of zeros behind the last.</param>
    public RowShape Convolved(long filters, int steps, int more)
    {
        long[] dimensions = [.. _dimensions];
        AxisRole[] roles = [.. _roles];
        dimensions[1] = filters;
        if (more > 0) roles[steps] = AxisRole.LongerSteps;
        if (dimensions[steps] != OnnxValue.AnySize) dimensions[steps] += more;
        return new RowShape(dimensions, roles);
    }

    /// <summary>The shape without those further steps.</summary>
    /// <param name="axis">The dimension of steps.</param>
    /// <param name="more">How many of them there are.</param>
    public RowShape Cropped(long axis, int more)
    {
        int steps = Index(axis);
        long[] dimensions = [.. _dimensions];
        AxisRole[] roles = [.. _roles];
        roles[steps] = AxisRole.Steps;
        if (dimensions[steps] != OnnxValue.AnySize) dimensions[steps] -= more;
        return new RowShape(dimensions, _parts, roles);
    }

    /// <summary>Whether a dimension has further steps behind the last one.</summary>
    public bool IsLonger(long axis) => Index(axis) is >= 0 and var index && _roles[index] == AxisRole.LongerSteps;

    /// <summary>Whether any has.</summary>
    public bool HasLongerSteps => Array.IndexOf(_roles, AxisRole.LongerSteps) >= 0;

    /// <summary>How many steps there are; 0 where the file leaves that open, or there are none.</summary>
    public int StepCount => Array.IndexOf(_roles, AxisRole.Steps) is >= 0 and var index ? (int)Math.Min(Math.Max(_dimensions[index], 0), int.MaxValue) : 0;

    /// <summary>Whether a dimension counts the steps of sequences.</summary>
    public bool IsSteps(long axis) => Index(axis) is >= 0 and var index && _roles[index] == AxisRole.Steps;

    /// <summary>Whether a dimension has one number of a sample, and no other sample.</summary>
    public bool IsOne(long axis) => Index(axis) is var index && IsNumbers(index) && _dimensions[index] == 1;

    /// <summary>Whether a number of the dimension of steps is the last one.</summary>
    /// <param name="axis">The dimension.</param>
    /// <param name="index">Counted from its beginning, or from behind where it is negative.</param>
    public bool IsLastStep(long axis, long index) => index == -1 || (index >= 0 && index == _dimensions[Index(axis)] - 1);

    /// <summary>The shape of the last step, whose dimension is left with size 1.</summary>
    public RowShape LastStep(long axis)
    {
        int index = Index(axis);
        long[] dimensions = [.. _dimensions];
        AxisRole[] roles = [.. _roles];
        dimensions[index] = 1;
        roles[index] = AxisRole.Numbers;
        return new RowShape(dimensions, _parts, roles);
    }

    /// <summary>
    /// The dimensions as the numbers of a shape, in which the counts of samples and steps stand for themselves; null where a dimension counts both, or more than steps.
    /// </summary>
    public long[]? Numbers()
    {
        long[] numbers = new long[Rank];
        for (int i = 0; i < Rank; i++)
        {
            if (_roles[i] is AxisRole.SamplesOfSteps or AxisRole.StepsOfSamples or AxisRole.LongerSteps) return null;
            numbers[i] = _roles[i] switch
            {
                AxisRole.Samples => Constant.Batch,
                AxisRole.Steps => Constant.Steps,
                _ => _dimensions[i],
            };
        }

        return numbers;
    }

    // Where a file has one sequence only, its dimension of samples has come from nowhere.
    private bool TakesSteps(bool areSamplesFirst)
    {
        const int Dimensions = 3;
        if (Rank != Dimensions) return false;
        (int samples, int steps) = areSamplesFirst ? (0, 1) : (1, 0);
        return _roles[steps] == AxisRole.Steps && (_roles[samples] == AxisRole.Samples || IsOne(samples)) && IsAllIn(Dimensions - 1);
    }
}
