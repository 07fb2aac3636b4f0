namespace Layerwise;

/// <summary>
/// Compiles trained weights into the class: its static <c>Forward</c> reads them from the program's own
/// read-only data. There is no instance, no file is read when the program starts, and nothing can be trained. Batch normalization becomes part of
/// the weights, dropout disappears.
/// </summary>
/// <example>
/// <code>
/// [Frozen(typeof(DigitClassifier), "digits.safetensors")]
/// public static partial class DigitReader;
/// </code>
/// with <c>&lt;FrozenWeights Include="digits.safetensors" /&gt;</c> in the project file. More than 262 144 parameters don't become constants: with
/// <c>Embed="true"</c> on that line too, the program has the file among its resources, and the first call copies the weights from there.
/// </example>
/// <remarks>
/// An ONNX file says itself which layers it has: <c>[Frozen("policy.onnx")]</c> stands on a class without them. Several outputs are those of the class, called
/// by the names in the file: action_mean is ActionMean.
/// </remarks>
/// <param name="file">
/// A file that <see cref="Safetensors"/> saved of a network with these layers, or an ONNX file of dense layers one after the other. It is one of the project's
/// <c>FrozenWeights</c>, named by as much of the end of its path as tells it from the others.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FrozenAttribute(string file) : Attribute
{
    /// <summary>Takes the layers, and the options, of the class that was trained, in this project or in one that it references.</summary>
    /// <param name="network">A class with <see cref="LayerAttribute"/>s; the frozen one has none then.</param>
    /// <param name="file">As for the other constructor, which wants the <see cref="LayerAttribute"/>s repeated on the frozen class.</param>
    public FrozenAttribute(Type network, string file)
        : this(file) => Network = network;

    /// <summary>The class whose layers are taken; null where they stand beside this attribute.</summary>
    public Type? Network { get; }

    /// <summary>The file, or the end of its path.</summary>
    public string File { get; } = file;

    /// <summary>Of an ONNX file with several outputs, or for a value within: the name of the one that is wanted alone. Default null, for all outputs.</summary>
    public string? Output { get; set; }
}
