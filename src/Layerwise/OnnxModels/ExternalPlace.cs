using System.Globalization;

namespace Layerwise.OnnxModels;

/// <summary>Where the elements of a tensor lie in another file.</summary>
/// <param name="Location">Its path from the folder of the model; it never leads out of there.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many bytes; null for all to the end of the file.</param>
internal sealed record ExternalPlace(string Location, long Offset, long? Length)
{
    /// <summary>Reads the pairs of text that say it.</summary>
    /// <exception cref="FormatException">They don't, or the path leads out of the folder.</exception>
    public static ExternalPlace Read(Dictionary<string, string> pairs)
    {
        if (!pairs.TryGetValue("location", out string? location) || location.Length == 0) throw new FormatException("a tensor is in another file without a location");
        return IsWithin(location)
            ? new ExternalPlace(location, Number(pairs, "offset") ?? 0, Number(pairs, "length"))
            : throw new FormatException($"the location {Runtime.FileText.Quote(location)} of a tensor leads out of the folder of the model");
    }

    // Neither from the root or a drive, nor upwards, whichever system wrote the path.
    private static bool IsWithin(string location) =>
        location[0] is not ('/' or '\\') && location.IndexOf(':') < 0 && location.IndexOf('\0') < 0 && !location.Split('/', '\\').Contains("..");

    private static long? Number(Dictionary<string, string> pairs, string key)
    {
        if (!pairs.TryGetValue(key, out string? text)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new FormatException($"the {key} of a tensor in another file is {Runtime.FileText.Quote(text)}");
    }
}
