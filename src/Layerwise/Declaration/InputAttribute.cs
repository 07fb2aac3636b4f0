namespace Layerwise;

/// <summary>
/// Says what a network takes: the shape of a picture or signal, which its first convolution needs; or the name of a part of its inputs, which constants and views then go by. The
/// named parts of a sample lie behind each other in the order of the attributes and are together what the first layer takes; nothing that is computed depends on the names.
/// </summary>
/// <example>
/// <code>
/// [Input("State", 6)]
/// [Input("Action", 2)]
/// [Layer(8, 64, Activation.Relu)]
/// [Layer(64, 1, Activation.Identity)]
/// public sealed partial class Critic;
///
/// [Input(28, 28, 1)]
/// [Conv2D(1, 8, 3, Activation.Relu)]
/// [GlobalAveragePool]
/// [Layer(8, 10, Activation.Softmax)]
/// public sealed partial class Reader;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Gives a part of the inputs a name.</summary>
    /// <param name="name">Its name, a C# identifier that no other part and no output has: what generated members are called by.</param>
    /// <param name="size">Numbers of one sample, at least 1.</param>
    public InputAttribute(string name, int size)
    {
        Name = name;
        Size = size;
        Shape = [size];
    }

    /// <summary>Says that the inputs are a signal.</summary>
    /// <param name="length">Positions, one after the other, at least 1.</param>
    /// <param name="channels">Numbers of each position, at least 1.</param>
    public InputAttribute(int length, int channels)
    {
        Shape = [length, channels];
        Size = length * channels;
    }

    /// <summary>Says that the inputs are a picture.</summary>
    /// <param name="height">Rows of pixels, at least 1.</param>
    /// <param name="width">Pixels of a row, at least 1.</param>
    /// <param name="channels">Numbers of each pixel, at least 1.</param>
    public InputAttribute(int height, int width, int channels)
    {
        Shape = [height, width, channels];
        Size = height * width * channels;
    }

    /// <summary>Its name; null where the attribute says the shape of all inputs.</summary>
    public string? Name { get; }

    /// <summary>Numbers of one sample.</summary>
    public int Size { get; }

    /// <summary>The dimensions of one sample, channels last.</summary>
    public IReadOnlyList<int> Shape { get; }
}
