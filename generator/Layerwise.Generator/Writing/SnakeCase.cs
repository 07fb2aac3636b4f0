using System.Text;

namespace Layerwise.Generator.Writing;

/// <summary>Names as C writes them: small letters with an underscore between words.</summary>
internal static class SnakeCase
{
    /// <summary>A name of C# that way.</summary>
    public static string Of(string name)
    {
        var snake = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char letter = name[i];
            bool isStart = char.IsUpper(letter) && i > 0 && (char.IsLower(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isStart) snake.Append('_');
            char lower = char.ToLowerInvariant(letter);

            // C's identifiers are ASCII on every compiler.
            snake.Append(lower is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? lower : '_');
        }

        return snake.ToString();
    }
}
