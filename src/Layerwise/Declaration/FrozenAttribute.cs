namespace Layerwise;

/// <summary>
/// Compiles trained weights into the class, beside its <see cref="LayerAttribute"/>s: its static <c>Forward</c> reads them from the program's own
/// read-only data. There is no instance, no file is read when the program starts, and nothing can be trained. Batch normalization becomes part of
/// the weights, dropout disappears.
/// </summary>
/// <example>
/// <code>
/// [Frozen("digits.safetensors")]
/// [Layer(64, 32, Activation.Relu)]
/// [Layer(32, 10, Activation.Softmax)]
/// public static partial class DigitReader;
/// </code>
/// with <c>&lt;FrozenWeights Include="digits.safetensors" /&gt;</c> in the project file. More than 262 144 parameters don't become constants: with
/// <c>Embed="true"</c> on that line too, the program has the file among its resources, and the first call copies the weights from there.
/// </example>
/// <param name="file">
/// A file that <see cref="Safetensors"/> saved of a network with these layers. It is one of the project's <c>FrozenWeights</c>, named by as much of the end of
/// its path as tells it from the others.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FrozenAttribute(string file) : Attribute
{
    /// <summary>The file, or the end of its path.</summary>
    public string File { get; } = file;
}
