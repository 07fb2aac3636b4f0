using Layerwise.Data;

namespace Layerwise.Tests.Csv;

/// <summary>What a table says that can't be used: where, what was found, what was expected, what to do.</summary>
public sealed class CsvErrorTests
{
    [Theory]
    [InlineData("", "text: found no line, expected one with the names of the columns.")]
    [InlineData("a,b\n", "text: found no row of values, expected at least one.")]
    [InlineData("a,b\n1,2\n3\n", "text, line 3: found 1 value, expected 2, one for each column ('a', 'b').")]
    [InlineData("a,b\n1,2,3\n", "text, line 2: found 3 values, expected 2, one for each column ('a', 'b').")]
    [InlineData("a, a\n1,2\n", "text, column 'a': two columns have this name; expected a name of its own for each.")]
    [InlineData("a,\n1,2\n", "text, line 1: column 2 has no name; a file without a row of names needs CsvOptions.ColumnNames.")]
    public void A_text_that_is_no_table(string text, string message) =>
        Assert.Equal(message, Assert.Throws<CsvException>(() => CsvTable.Parse(text)).Message);

    [Fact]
    public void A_text_among_numbers_is_named_with_line_and_column()
    {
        CsvTable table = CsvTable.Parse("age,y\n31,1\n28,2\n12.5 or so,3\n");
        CsvException error = Assert.Throws<CsvException>(() => table.WithTargets("y"));
        Assert.Equal((4, "age"), (error.Line, error.Column));
        Assert.StartsWith(
            "text, line 4, column 'age': found '12.5 or so', expected a number: 2 values are numbers, from line 2 on, and 1 are not.", error.Message, StringComparison.Ordinal);
    }

    // All of them, as a spreadsheet of many countries writes them, and those that are no whole numbers; thousands too.
    [Theory]
    [InlineData("price;y\n12,5;1\n7,25;2\n", 2, "12,5")]
    [InlineData("price;y\n12;1\n7,25;2\n", 3, "7,25")]
    [InlineData("price;y\n1,250,000;1\n7,250.5;2\n", 2, "1,250,000")]
    public void Numbers_with_commas_are_no_categories(string text, int line, string found)
    {
        CsvException error = Assert.Throws<CsvException>(() => CsvTable.Parse(text).WithTargets("y"));
        Assert.Equal(
            $"text, line {line}, column 'price': found '{found}', expected a number with a decimal point and no comma. Write the numbers of this column so, or leave it out: table.Without(\"price\").",
            error.Message);
    }

    [Fact]
    public void A_missing_value_is_refused_skipped_or_NaN()
    {
        CsvTable table = CsvTable.Parse("age,city,y\n31,Bonn,1\n?,Bonn,2\n28,,3\n40,Köln,4\n");
        CsvException error = Assert.Throws<CsvException>(() => table.WithTargets("y"));
        Assert.Equal((3, "age"), (error.Line, error.Column));
        Assert.Contains("2 of 4 rows lack one (1 in 'age', 1 in 'city')", error.Message, StringComparison.Ordinal);

        TableSamples skipped = table.WithTargets("y", MissingValues.SkipRows);
        Assert.Equal(2, skipped.SkippedRows);
        Assert.Equal([2, 5], skipped.Lines);

        TableSamples kept = table.WithTargets("y", MissingValues.NaN);
        Assert.Equal([float.NaN, 0], kept.Dataset.Input(1).ToArray());
        Assert.Equal([28, float.NaN], kept.Dataset.Input(2).ToArray());

        // A column that isn't used lacks nothing.
        Assert.Equal(3, table.Without("age").WithTargets("y", MissingValues.SkipRows).Dataset.Count);
    }

    [Fact]
    public void A_row_without_a_label_is_an_error_and_so_are_labels_that_are_no_classes()
    {
        CsvException missing = Assert.Throws<CsvException>(() => CsvTable.Parse("x,y\n1,a\n2,\n3,b\n").WithLabels("y", MissingValues.NaN));
        Assert.Equal((3, "y"), (missing.Line, missing.Column));

        CsvException share = Assert.Throws<CsvException>(() => CsvTable.Parse("x,y\n1,2\n2,0.5\n").WithLabels("y"));
        Assert.Equal((3, "y"), (share.Line, share.Column));
        Assert.Contains("WithTargets", share.Message, StringComparison.Ordinal);

        Assert.Equal(2, Assert.Throws<CsvException>(() => CsvTable.Parse("x,y\n1,16777217000\n2,0\n").WithLabels("y")).Line);
    }

    [Fact]
    public void Columns_without_a_value_or_not_there()
    {
        CsvTable table = CsvTable.Parse("x,note,y\n1,,2\n");
        Assert.Equal(
            "text, column 'note': no row has a value here. Leave the column out: table.Without(\"note\").",
            Assert.Throws<CsvException>(() => table.WithTargets("y")).Message);

        ArgumentException error = Assert.Throws<ArgumentException>("column", () => table.WithLabels("z"));
        Assert.StartsWith("text has no column 'z'; its columns are 'x', 'note', 'y'.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("columns", () => table.Without("z"));
        Assert.Throws<ArgumentException>("columns", () => table.WithTargets([]));
        Assert.Equal("text: no column is left for the inputs.", Assert.Throws<CsvException>(() => table.Without("x", "note").WithTargets("y")).Message);
        Assert.Equal("z", Assert.Throws<CsvException>(() => CsvTable.Parse("x\n1\n", new CsvOptions { Categories = ["z"] })).Column);
    }

    [Fact]
    public void Another_file_that_is_not_like_the_first()
    {
        CsvTable first = CsvTable.Parse("age,city,y\n31,Bonn,1\n28,Köln,2\n");
        Assert.Contains("column 'city': found 'Ulm', which is none of the categories", ErrorOf("age,city,y\n31,Ulm,1\n"), StringComparison.Ordinal);
        Assert.Contains("line 2, column 'age': found 'old', expected a finite number", ErrorOf("age,city,y\nold,Bonn,1\n"), StringComparison.Ordinal);
        Assert.Contains("column 'y': there is no such column", ErrorOf("age,city\n31,Bonn\n"), StringComparison.Ordinal);

        using var labels = new TemporaryCsv("age,city,y\n31,Bonn,3\n");
        Assert.Equal(2, Assert.Throws<CsvException>(() => first.ReadLike(labels.Path).WithLabels("y")).Line);

        string ErrorOf(string text)
        {
            using var file = new TemporaryCsv(text);
            return Assert.Throws<CsvException>(() => first.ReadLike(file.Path)).Message;
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", 3)]
    [InlineData("a,\"b\n1,2\n", 1)]
    public void A_quote_without_an_end_is_named(string text, int line)
    {
        CsvException error = Assert.Throws<CsvException>(() => CsvTable.Parse(text));
        Assert.Equal(line, error.Line);
        Assert.Contains("opened and not closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_has_no_end_is_an_error_of_the_table() =>
        Assert.Contains("quotes", Assert.Throws<CsvException>(() => CsvTable.Parse($"a,b\n1,\"{new string('x', 17_000_000)}")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_infinite_number_is_none() =>
        Assert.Equal(2, Assert.Throws<CsvException>(() => CsvTable.Parse("x,y\n1e400,1\n2,1\n").WithTargets("y")).Line);
}
