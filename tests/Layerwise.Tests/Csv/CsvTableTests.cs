using System.Globalization;
using Layerwise.Data;

namespace Layerwise.Tests.Csv;

public sealed class CsvTableTests
{
    private const string Flats = """
        rooms;city;kitchen;rent
        2;Bonn;yes;700
        3;Köln;no;1.1e3
        4;Bonn;yes;1500
        1;"Aachen; Nord";no;410.5
        """;

    [Fact]
    public void Numbers_stay_and_categories_become_inputs_of_their_own()
    {
        TableSamples flats = CsvTable.Parse(Flats).WithTargets("rent");
        Assert.Equal(["rooms", "city=Aachen; Nord", "city=Bonn", "city=Köln", "kitchen=yes"], flats.InputNames);
        Assert.Equal(["rent"], flats.TargetNames);
        Assert.Equal([2, 0, 1, 0, 1], flats.Dataset.Input(0).ToArray());
        Assert.Equal([1, 1, 0, 0, 0], flats.Dataset.Input(3).ToArray());
        Assert.Equal([700f, 1100, 1500, 410.5f], Enumerable.Range(0, 4).Select(sample => Target(flats.Dataset, sample)[0]));
        Assert.Equal([2, 3, 4, 5], flats.Lines);
    }

    [Fact]
    public void Several_columns_are_targets_and_categories_among_them_too()
    {
        TableSamples flats = CsvTable.Parse(Flats).WithTargets(["rent", "city"]);
        Assert.Equal(["rooms", "kitchen=yes"], flats.InputNames);
        Assert.Equal(["rent", "city=Aachen; Nord", "city=Bonn", "city=Köln"], flats.TargetNames);
        Assert.Equal([1100, 0, 0, 1], Target(flats.Dataset, 1));
    }

    [Fact]
    public void Classes_are_counted_in_their_order_whatever_that_of_the_rows()
    {
        TableSamples cities = CsvTable.Parse(Flats).Without("kitchen").WithLabels("city");
        Assert.Equal(["Aachen; Nord", "Bonn", "Köln"], cities.TargetNames);
        Assert.Equal([1, 2, 1, 0], Labels(cities.Dataset));
        Assert.Equal(["rooms", "rent"], cities.InputNames);
    }

    [Fact]
    public void Whole_numbers_are_classes_in_the_order_of_numbers()
    {
        TableSamples samples = CsvTable.Parse("x,class\n0,10\n0,9\n0,-1\n0,10\n").WithLabels("class");
        Assert.Equal(["-1", "9", "10"], samples.TargetNames);
        Assert.Equal([2, 1, 0, 2], Labels(samples.Dataset));
    }

    [Fact]
    public void Numbers_that_are_names_are_categories_in_the_order_of_numbers()
    {
        CsvTable table = CsvTable.Parse("code,y\n10,1\n9,2\n010,3\n", new CsvOptions { Categories = ["code"] });
        Assert.Equal(["code=9", "code=010", "code=10"], table.WithTargets("y").InputNames);
        Assert.Equal([2, 0, 1], table.Codes("code"));
    }

    [Fact]
    public void A_file_without_names_is_given_some()
    {
        var options = new CsvOptions { ColumnNames = ["a", "b"], Separator = '|' };
        TableSamples samples = CsvTable.Parse("1|2\r\n3|4\r\n", options).WithTargets("b");
        Assert.Equal([3f], samples.Dataset.Input(1).ToArray());
        Assert.Equal([1, 2], samples.Lines);
    }

    [Fact]
    public void Lines_count_where_quoted_values_have_several_and_where_some_are_blank()
    {
        TableSamples samples = CsvTable.Parse("name,y\n\"two\nlines\",1\n\n\"a \"\"b\"\"\",2\n").WithTargets("y");
        Assert.Equal(["name=two\nlines"], samples.InputNames);
        Assert.Equal([2, 5], samples.Lines);
    }

    [Fact]
    public void Another_file_is_read_like_the_first()
    {
        CsvTable first = CsvTable.Parse(Flats);
        using var file = new TemporaryCsv("extra;kitchen;rent;rooms;city\nq;no;1;9;Köln\n");
        TableSamples flats = first.ReadLike(file.Path).WithTargets("rent");
        Assert.Equal(first.WithTargets("rent").InputNames, flats.InputNames);
        Assert.Equal([9, 0, 0, 1, 0], flats.Dataset.Input(0).ToArray());

        using var second = new TemporaryCsv("x,class\n0,9\n");
        Assert.Equal([1], Labels(CsvTable.Parse("x,class\n0,10\n0,9\n0,-1\n").ReadLike(second.Path).WithLabels("class").Dataset));
    }

    [Fact]
    public void The_text_shows_kind_range_categories_and_missing_values() => Assert.Equal(
        """
        text: 3 rows
        column  kind      values         missing
        age     number    17.5 to 80     1
        sex     category  'f', 'm'
        cabin   mixed     '1', 'B', 'C'
        note    empty                    3
        """.ReplaceLineEndings("\n"),
        CsvTable.Parse("age,sex,cabin,note\n80,f,1,\n17.5,m,B,?\nNA,f,C,NaN\n").ToString());

    [Fact]
    public void A_number_is_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            CsvTable table = CsvTable.Parse("x;y\n1.5;2\n");
            Assert.Equal([1.5f], table.WithTargets("y").Dataset.Input(0).ToArray());
            Assert.Contains("1.5 to 1.5", table.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Samples_say_what_they_are()
    {
        CsvTable table = CsvTable.Parse("x,y\n1,a\n2,b\n?,b\n");
        Assert.Equal(
            "2 samples (rows left out: 1), 1 input ('x'), 2 classes ('a', 'b')", table.WithLabels("y", MissingValues.SkipRows).ToString());
    }

    private static float[] Target(Dataset samples, int sample)
    {
        float[] target = new float[samples.TargetSize];
        samples.CopySample(sample, new float[samples.InputSize], target);
        return target;
    }

    private static IEnumerable<int> Labels(Dataset samples) => Enumerable.Range(0, samples.Count).Select(samples.Label);
}
