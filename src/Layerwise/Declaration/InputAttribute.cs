namespace Layerwise;

/// <summary>
/// Gives a part of a network's inputs a name: constants and views say where it lies. The parts of a sample lie behind each other in the order of the attributes and are together
/// what the first layer takes. Optional; nothing that is computed depends on it.
/// </summary>
/// <example>
/// <code>
/// [Input("State", 6)]
/// [Input("Action", 2)]
/// [Layer(8, 64, Activation.Relu)]
/// [Layer(64, 1, Activation.Identity)]
/// public sealed partial class Critic;
/// </code>
/// </example>
/// <param name="name">Its name, a C# identifier that no other part and no output has: what generated members are called by.</param>
/// <param name="size">Numbers of one sample, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(string name, int size) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Numbers of one sample.</summary>
    public int Size { get; } = size;
}
