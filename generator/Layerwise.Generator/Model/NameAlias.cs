namespace Layerwise.Generator.Model;

/// <summary>
/// What generated code calls a namespace. Behind an alias and two colons C# looks among aliases only, so that nothing inside or around a user's class can
/// mean something else; only an alias of that name for the whole project can.
/// </summary>
/// <param name="Name">The alias. Not in small letters alone: the compiler warns of those.</param>
/// <param name="Namespace">What it stands for.</param>
internal sealed record NameAlias(string Name, string Namespace)
{
    public static NameAlias[] All { get; } =
    [
        new("Lw", "Layerwise"),
        new("Mem", "System.Runtime.InteropServices"),
        new("Rt", "Layerwise.Runtime"),
        new("Sys", "System"),
    ];
}
