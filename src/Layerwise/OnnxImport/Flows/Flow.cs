using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Flows;

/// <summary>A value that samples change: a function of what stands at a place of the chain, the same for each of its numbers.</summary>
/// <param name="Node">The node that computes it; null for the input.</param>
/// <param name="Place">The place.</param>
/// <param name="Shape">Its dimensions; null where the file leaves those of the input open.</param>
/// <param name="Values">The function, sampled.</param>
internal sealed record Flow(OnnxNode? Node, int Place, RowShape? Shape, double[] Values)
{
    // An activation takes fewer nodes than that behind another one, however it is spelled; and a file may have any number in a row.
    private const int MostCuts = 4;

    /// <summary>
    /// What scales and shifts the numbers before the function, if nothing else reads them before that: a bias of a layer with one unit looks like a part of the
    /// activation behind it.
    /// </summary>
    public Affine? Before { get; init; }

    /// <summary>The function behind <see cref="Before"/>, sampled.</summary>
    public double[]? ValuesAfter { get; init; }

    /// <summary>What scales and shifts another function at the end.</summary>
    public Affine? Last { get; init; }

    /// <summary>The function before <see cref="Last"/>.</summary>
    public Flow? BeforeLast { get; init; }

    /// <summary>What it is the square of; null where it is none.</summary>
    public Flow? SquareOf { get; init; }

    /// <summary>Where an activation ends on the way to it; the last of them last.</summary>
    public IReadOnlyList<FlowCut> Cuts { get; private init; } = [];

    /// <summary>Whether it is what stands there itself.</summary>
    public bool IsPlain => ReferenceEquals(Values, SampledCurve.Places);

    /// <summary>Whether it is <see cref="Before"/> and nothing else.</summary>
    public bool IsOnlyBefore => Before is not null && ReferenceEquals(ValuesAfter, SampledCurve.Places);

    /// <summary>Whether another one is the same value.</summary>
    public bool IsSame(Flow other) => Place == other.Place && ReferenceEquals(Values, other.Values);

    /// <summary>What stands at a place.</summary>
    public static Flow Plain(OnnxNode? node, int place, RowShape? shape) => new(node, place, shape, SampledCurve.Places);

    /// <summary>A function of this one alone.</summary>
    public Flow Then(OnnxNode node, Func<double, double> function) => new(node, Place, Shape, Array.ConvertAll(Values, x => function(x)))
    {
        Before = Before,
        ValuesAfter = ValuesAfter is null ? null : Array.ConvertAll(ValuesAfter, x => function(x)),
        Cuts = CutsBehind(values => Array.ConvertAll(values, x => function(x))),
    };

    /// <summary>A function of this one and another one of the same layer.</summary>
    public Flow With(OnnxNode node, Flow other, Func<double, double, double> function)
    {
        bool isBehindTheSame = Before is not null && ReferenceEquals(Before, other.Before);
        return new(node, Place, Shape, Combined(Values, other.Values, function))
        {
            Before = isBehindTheSame ? Before : null,
            ValuesAfter = isBehindTheSame ? Combined(ValuesAfter!, other.ValuesAfter!, function) : null,
            Cuts =
            [
                .. from cut in CutsTo()
                   from same in other.CutsTo()
                   where cut.First.IsSame(same.First)
                   select cut with { Behind = Combined(cut.Behind, same.Behind, function) },
            ],
        };
    }

    /// <summary>This one, scaled and shifted.</summary>
    /// <param name="node">The node that does it.</param>
    /// <param name="affine">What it does.</param>
    /// <param name="isOnlyReader">Whether nothing else reads this one.</param>
    public Flow Scaled(OnnxNode node, Affine affine, bool isOnlyReader)
    {
        Flow scaled = new(node, Place, Shape, affine.Of(Values));
        if (isOnlyReader && (IsPlain || IsOnlyBefore))
        {
            return scaled with { Before = Before is null ? affine : affine.After(Before), ValuesAfter = SampledCurve.Places };
        }

        return scaled with
        {
            Before = Before,
            ValuesAfter = ValuesAfter is null ? null : affine.Of(ValuesAfter),
            Last = Last is null ? affine : affine.After(Last),
            BeforeLast = BeforeLast ?? this,
            Cuts = CutsBehind(affine.Of),
        };
    }

    private FlowCut[] CutsBehind(Func<double[], double[]> function) => [.. CutsTo().Select(cut => cut with { Behind = function(cut.Behind) })];

    // Its own, and its end.
    private IEnumerable<FlowCut> CutsTo()
    {
        bool isActivation = !IsPlain && !IsOnlyBefore && (SampledCurve.IsActivation(Values) || (ValuesAfter is not null && SampledCurve.IsActivation(ValuesAfter)));
        return isActivation ? Cuts.Skip(Cuts.Count + 1 - MostCuts).Append(new FlowCut(this, SampledCurve.Places)) : Cuts;
    }

    private static double[] Combined(double[] first, double[] second, Func<double, double, double> function) =>
        [.. first.Select((x, i) => function(x, second[i]))];
}
