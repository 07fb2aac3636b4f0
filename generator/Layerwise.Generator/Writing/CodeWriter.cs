using System.Text;

namespace Layerwise.Generator.Writing;

/// <summary>Writes indented lines, always ended by \n, so that the output is the same on every machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new(capacity: 32 * 1024);
    private int _depth;

    /// <summary>Writes text of one or more lines, each indented; empty lines stay empty.</summary>
    public void Line(string text = "")
    {
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            int length = end > start && text[end - 1] == '\r' ? end - 1 - start : end - start;
            if (length > 0) _text.Append(' ', 4 * _depth).Append(text, start, length);
            _text.Append('\n');
            start = end + 1;
        }
    }

    /// <summary>Opens a brace and indents until the result is disposed.</summary>
    public Scope Block(string heading)
    {
        Line(heading);
        Line("{");
        return Indented("}");
    }

    /// <summary>Indents until the result is disposed.</summary>
    public Scope Indented(string? closing = null)
    {
        _depth++;
        return new Scope(this, closing);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(CodeWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (closing is not null) writer.Line(closing);
        }
    }
}
