using System.Globalization;
using Layerwise.Generator.Model;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>
/// What differs between the languages of emitted files. Loops, sums, conditions and comments to the end of a line are written alike in all of them.
/// </summary>
internal abstract class Language
{
    // A literal that a careful person would not break.
    private const int LineLength = 120;

    /// <summary>Where a sample's inputs lie.</summary>
    public abstract Place Inputs { get; }

    /// <summary>Where its outputs belong.</summary>
    public abstract Place Outputs { get; }

    /// <summary>What passes between the layers.</summary>
    public Place Hidden { get; } = new("hidden");

    /// <summary>What a network with recurrent layers remembers.</summary>
    public Place Memory { get; } = new("memory");

    /// <summary>How a function or a constant is called.</summary>
    /// <param name="name">Its name, each word with a capital letter.</param>
    public abstract string Name(string name);

    /// <summary>A number with exactly these bits.</summary>
    public abstract string Number(float value);

    /// <summary>A function of the language's library, of a float and to a float.</summary>
    /// <param name="function">Which one.</param>
    /// <param name="argument">An expression.</param>
    public abstract string Call(MathFunction function, string argument);

    /// <summary>The body of a function of z that is z·Φ(z), Φ the cumulative normal distribution.</summary>
    public abstract IEnumerable<string> Gelu { get; }

    /// <summary>The head of a function that only this file calls.</summary>
    /// <param name="returns">What it returns.</param>
    /// <param name="name">Its name, each word with a capital letter.</param>
    /// <param name="parameters">Its parameters.</param>
    public abstract string PrivateFunction(string returns, string name, string parameters);

    /// <summary>The parameter of a function for an array that it reads, or that it reads and writes, and where in it that begins.</summary>
    public abstract string Parameter(Place place, bool isWritten);

    /// <summary>What a call passes for that parameter.</summary>
    public abstract string Argument(Place place);

    /// <summary>What a declaration of constants begins with.</summary>
    protected abstract string Declaration(string type, string name, int count);

    /// <summary>Declares constants of a file.</summary>
    public void WriteConstants(CodeWriter writer, string name, float[] values) =>
        WriteConstants(writer, Declaration("float", Name(name), values.Length), values.Select(Number));

    /// <summary>The function that makes a float of a number in fewer bits wherever one is read; "" where none is needed.</summary>
    public abstract string Widening(WeightFormat format);

    /// <summary>Writes what makes floats of numbers in fewer bits, where that is needed.</summary>
    public abstract void WriteWidening(CodeWriter writer, WeightFormat format);

    /// <summary>Declares a matrix in fewer bits.</summary>
    public abstract void WriteRounded(CodeWriter writer, string name, RoundedTensor tensor);

    /// <summary>The numbers of a matrix in fewer bits, as integers.</summary>
    protected static IEnumerable<string> Integers(RoundedTensor tensor) => Enumerable.Range(0, tensor.Length).Select(i => tensor.Format == WeightFormat.Int8
        ? Literal.Of((sbyte)tensor.Bytes[i])
        : Literal.Of(tensor.Bytes[2 * i] | (tensor.Bytes[(2 * i) + 1] << 8)));

    /// <summary>Nine digits always return; seven do most often.</summary>
    protected static string Digits(float value)
    {
        foreach (string format in (string[])["G7", "G8"])
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float back) && back == value) return text;
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes constants behind a declaration.</summary>
    protected static void WriteConstants(CodeWriter writer, string declaration, IEnumerable<string> values, string end = "};")
    {
        writer.Line(declaration);
        writer.Line("{");
        using (writer.Indented(end))
        {
            var line = new System.Text.StringBuilder();
            foreach (string value in values)
            {
                if (line.Length + value.Length > LineLength)
                {
                    writer.Line(line.ToString().TrimEnd());
                    line.Clear();
                }

                line.Append(value).Append(", ");
            }

            writer.Line(line.ToString().TrimEnd(' ', ','));
        }
    }
}
