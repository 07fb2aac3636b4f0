using System.Globalization;

namespace Layerwise.Analyzers;

/// <summary>What a message shows of a value.</summary>
internal static class MessageText
{
    /// <summary>Numbers as C# writes them: a diagnostic would format them in the culture of whoever reads it.</summary>
    public static object Of(object argument) =>
        argument is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : argument;
}
