using System.Globalization;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>Where a value lies in an emitted file: an array, and where in it.</summary>
/// <param name="Array">The array.</param>
/// <param name="Base">A variable that is added to every index; "" for none.</param>
/// <param name="Offset">A number that is added to every index.</param>
internal readonly record struct Place(string Array, string Base = "", int Offset = 0)
{
    /// <summary>What lies from some index of it on.</summary>
    /// <param name="variable">Has the index.</param>
    public Place From(string variable) => this with { Base = Base.Length == 0 ? variable : $"{Base} + {variable}" };

    /// <summary>One number of it.</summary>
    /// <param name="index">An expression, or a number.</param>
    /// <param name="more">A number that is added to it.</param>
    public string At(string index, int more = 0)
    {
        int constant = Offset + more;
        if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            constant += number;
            index = "";
        }

        bool isNeeded = constant != 0 || (Base.Length == 0 && index.Length == 0);
        string[] terms = [.. new[] { Base, index, isNeeded ? Literal.Of(constant) : "" }.Where(static term => term.Length > 0)];
        return $"{Array}[{string.Join(" + ", terms)}]";
    }
}
