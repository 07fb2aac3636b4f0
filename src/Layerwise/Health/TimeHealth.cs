using System.Globalization;
using Layerwise.Text;

namespace Layerwise;

/// <summary>
/// How far back the gradient of an answer reaches, as measured: the root mean square of the derivatives of random sums of the answer to the last step of each sequence,
/// with respect to what each step brought. <see cref="TimePrediction.GradientAfter"/> is what was to be expected of a layer at birth.
/// </summary>
/// <param name="Gradients">0, 1, … steps back from the last step of a sequence, each over that at the last step itself: the first is 1.</param>
public sealed record TimeHealth(IReadOnlyList<double> Gradients)
{
    // Of the steps of a sequence, those that a line names beside the last one.
    private static readonly int[] Told = [1, 10, 100];

    /// <summary>After how many steps back the gradient is less than 10⁻⁴ of what it is at the last step; null where it isn't within the sequences.</summary>
    public int? StepsUntilVanished => First(static gradient => gradient < TimePrediction.Gone);

    /// <summary>After how many steps back the gradient is more than 10⁴ times what it is at the last step; null where it isn't within the sequences.</summary>
    public int? StepsUntilExploded => First(static gradient => gradient > 1 / TimePrediction.Gone);

    /// <summary>For people: "Back from an answer the gradient is ×0.83 after 1 step, ×0.13 after 10, ×0.0042 after 39.", the same in every culture.</summary>
    public override string ToString()
    {
        int last = Gradients.Count - 1;
        IEnumerable<int> steps = Told.Where(step => step < last).Append(last);
        string gradients = string.Join(", ", steps.Select((step, i) => $"×{NumberText.Rounded(Gradients[step])} after {Text(step)}{(i > 0 ? "" : step == 1 ? " step" : " steps")}"));
        string end = StepsUntilVanished is { } vanished ? $"; less than 10⁻⁴ from {Text(vanished)} on"
            : StepsUntilExploded is { } exploded ? $"; more than 10⁴ from {Text(exploded)} on"
            : "";
        return $"Back from an answer the gradient is {gradients}{end}.";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int? First(Func<double, bool> has)
    {
        for (int step = 0; step < Gradients.Count; step++)
        {
            if (has(Gradients[step])) return step;
        }

        return null;
    }
}
