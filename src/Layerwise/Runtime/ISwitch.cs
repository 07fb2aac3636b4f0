namespace Layerwise.Runtime;

/// <summary>An option as a type, so that a compiled loop has no trace of what is off.</summary>
internal interface ISwitch
{
    static abstract bool IsOn { get; }
}

internal readonly struct On : ISwitch
{
    public static bool IsOn => true;
}

internal readonly struct Off : ISwitch
{
    public static bool IsOn => false;
}
