namespace Layerwise.Data;

/// <summary>A table that can't be read as asked. The message says file, line and column, what was found there and what was expected.</summary>
public sealed class CsvException : FormatException
{
    internal CsvException(string source, int? line, string? column, string message)
        : base($"{source}{(line is null ? "" : $", line {line}")}{(column is null ? "" : $", column '{column}'")}: {message}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line of the file, counted from 1; null where the whole table or column is meant.</summary>
    public int? Line { get; }

    /// <summary>The name of the column; null where the whole line is meant.</summary>
    public string? Column { get; }
}
