using System.Globalization;

namespace Layerwise.Data;

/// <summary>What a first look at a column finds.</summary>
internal sealed class ColumnScan(string name)
{
    public string Name { get; } = name;

    public int Numbers { get; private set; }

    public int Texts { get; private set; }

    public int Missing { get; private set; }

    /// <summary>How many of the texts are numbers with commas in them.</summary>
    public int WithCommas { get; private set; }

    /// <summary>Where the first number stands.</summary>
    public int FirstNumberLine { get; private set; }

    /// <summary>Where the first value stands that is none.</summary>
    public int FirstTextLine { get; private set; }

    /// <summary>The first value that is no number.</summary>
    public string FirstText { get; private set; } = "";

    /// <summary>What the values say of the column's kind.</summary>
    public ColumnKind Kind => (Numbers, Texts) switch
    {
        (0, 0) => ColumnKind.Empty,
        (_, 0) => ColumnKind.Number,
        (0, _) => ColumnKind.Category,
        _ => ColumnKind.Mixed,
    };

    /// <summary>Reads a finite number, the same in every culture.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    public void Add(ReadOnlySpan<char> text, bool isMissing, int line)
    {
        if (isMissing)
        {
            Missing++;
        }
        else if (IsNumber(text, out _))
        {
            if (Numbers++ == 0) FirstNumberLine = line;
        }
        else
        {
            if (Texts++ == 0) (FirstTextLine, FirstText) = (line, text.ToString());
            if (text.Contains(',') && IsNumber(text.ToString().Replace(",", "", StringComparison.Ordinal), out _)) WithCommas++;
        }
    }
}
