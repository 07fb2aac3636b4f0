namespace InitializationLab.Report;

/// <summary>Text inside a page.</summary>
internal static class Html
{
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
