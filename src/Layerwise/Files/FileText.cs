using System.Globalization;
using System.Text;

namespace Layerwise.Runtime;

/// <summary>
/// Text of a file as messages show it: whoever wrote the file decides neither how long a message is nor how it is laid out. Source that the generator compiles too.
/// </summary>
internal static class FileText
{
    // Enough for the settings of an optimizer; names of tensors are far shorter.
    private const int Most = 200;

    /// <summary>The text between quotation marks, its end cut off where it is long.</summary>
    internal static string Quote(string text) => $"'{Shorten(text)}'";

    /// <summary>The text, its end cut off where it is long; characters that can't be seen as their numbers.</summary>
    internal static string Shorten(string text)
    {
        var shown = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (shown.Length >= Most) return shown.Append('…').ToString();
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair) shown.Append(text[i]).Append(text[++i]);
            else if (IsVisible(text[i])) shown.Append(text[i]);
            else shown.Append("\\u").Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
        }

        return shown.ToString();
    }

    // Formats are what turns the direction of writing around, among others.
    private static bool IsVisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
