using System.Globalization;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>Where a value lies in an emitted file: an array, and where in it.</summary>
/// <param name="Array">The array.</param>
/// <param name="Base">A variable that is added to every index; "" for none.</param>
/// <param name="Offset">A number that is added to every index.</param>
internal readonly record struct Place(string Array, string Base = "", int Offset = 0)
{
    /// <summary>The function that makes a float of a number of the array; "" where it is one.</summary>
    public string Function { get; init; } = "";

    /// <summary>The array with what the numbers of each column of a matrix are multiplied by; "" where they are what they are.</summary>
    public string Scales { get; init; } = "";

    /// <summary>The first column that is meant, as an expression; "" for the first one of all.</summary>
    public string Column { get; init; } = "";

    /// <summary>The same matrix from some column on.</summary>
    /// <param name="row">Has the index of the number in that column.</param>
    /// <param name="column">The column.</param>
    public Place FromColumn(string row, string column) => From(row) with { Column = column };

    /// <summary>What a sum of products with a column is multiplied by, and a sign of multiplication; "" for nothing.</summary>
    /// <param name="index">The column, an expression or a number.</param>
    public string Scale(string index) => Scales.Length == 0 ? "" : $"{new Place(Scales, Column).At(index)} * ";

    /// <summary>What lies from some index of it on.</summary>
    /// <param name="variable">Has the index.</param>
    public Place From(string variable) => this with { Base = Base.Length == 0 ? variable : $"{Base} + {variable}" };

    /// <summary>One number of it.</summary>
    /// <param name="index">An expression, or a number.</param>
    /// <param name="more">A number that is added to it.</param>
    public string At(string index, int more = 0)
    {
        int constant = Offset + more;
        if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int position))
        {
            constant += position;
            index = "";
        }

        bool isNeeded = constant != 0 || (Base.Length == 0 && index.Length == 0);
        string[] terms = [.. new[] { Base, index, isNeeded ? Literal.Of(constant) : "" }.Where(static term => term.Length > 0)];
        string number = $"{Array}[{string.Join(" + ", terms)}]";
        return Function.Length == 0 ? number : $"{Function}({number})";
    }
}
