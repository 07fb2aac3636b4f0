namespace Layerwise;

/// <summary>Collects the numbers of one tensor of a checkpoint. Doubles hold counts up to 2⁵³ and all floats exactly.</summary>
internal sealed class NumberWriter
{
    private readonly List<double> _numbers = [];

    public void Add(double number) => _numbers.Add(number);

    /// <summary>NaN stands for null.</summary>
    public void Add(double? number) => _numbers.Add(number ?? double.NaN);

    public Tensor ToTensor(string name) => Tensor.Of(name, [_numbers.Count], _numbers.ToArray());

    /// <summary>As a table.</summary>
    public Tensor ToTensor(string name, int rows, int columns) => Tensor.Of(name, [rows, columns], _numbers.ToArray());
}
