namespace Layerwise;

/// <summary>An option of an update rule as a type, so that the compiled loop has no trace of what is off.</summary>
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
