namespace Layerwise.Runtime;

/// <summary>Text that a file gives back as it was: valid Unicode, which a .NET string need not be.</summary>
internal static class WritableText
{
    /// <summary>Checks what a caller wants to write.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, as the subject of a message.</param>
    /// <param name="parameter">The parameter that it came with.</param>
    /// <exception cref="ArgumentException">It is null, or has one half of a surrogate pair without the other.</exception>
    internal static void Check(string? text, string what, string parameter)
    {
        if (text is null) throw new ArgumentException($"{what} is null; expected text.", parameter);
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (!isPair) throw new ArgumentException($"{what} is {FileText.Quote(text)}, which is no valid Unicode: character {i} is half of a surrogate pair.", parameter);
            i++;
        }
    }
}
