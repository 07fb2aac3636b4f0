namespace Layerwise;

/// <summary>How messages say what a sample has.</summary>
internal static class SampleText
{
    private const int MostNames = 8;

    /// <summary>3 inputs and 1 target.</summary>
    public static string Of(int inputs, int targets) => $"{Counted(inputs, "input")} and {Counted(targets, "target")}";

    /// <summary>3 inputs ('area', 'rooms', 'city=Bonn') and 1 target; 8 inputs and a label of 3 classes.</summary>
    public static string Of(Dataset samples)
    {
        string targets = samples.HasLabels ? $"a label of {samples.TargetSize} classes" : Counted(samples.TargetSize, "target");
        return $"{Counted(samples.InputSize, "input")}{Names(samples.InputNames)} and {targets}";
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Names(IReadOnlyList<string>? names) =>
        names is null ? "" : $" ({string.Join(", ", names.Take(MostNames).Select(static name => $"'{name}'"))}{(names.Count > MostNames ? ", …" : "")})";
}
