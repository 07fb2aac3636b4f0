namespace Layerwise.Data;

/// <summary>Names in messages.</summary>
internal static class Listing
{
    private const int Most = 10;

    /// <summary>'a', 'b', 'c'; of many, the first ones and how many more there are.</summary>
    public static string Of(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Most).Select(static name => $"'{name}'")) + (names.Count > Most ? $" and {names.Count - Most} more" : "");
}
