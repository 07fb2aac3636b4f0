namespace Layerwise.OnnxImport.Layouts;

/// <summary>Numbers of a sample that are equally far apart, as they are counted here: channels last. A dimension of a file has one of them, or some within each other.</summary>
/// <param name="Count">How many.</param>
/// <param name="Step">How far apart.</param>
internal readonly record struct AxisPart(long Count, long Step)
{
    /// <summary>The same numbers in as few parts as possible.</summary>
    public static List<AxisPart> Joined(IEnumerable<AxisPart> parts)
    {
        var joined = new List<AxisPart>();
        foreach (AxisPart part in parts)
        {
            if (part.Count == 1) continue;
            if (joined.Count > 0 && joined[joined.Count - 1].Step == part.Count * part.Step) joined[joined.Count - 1] = new(joined[joined.Count - 1].Count * part.Count, part.Step);
            else joined.Add(part);
        }

        return joined;
    }
}
