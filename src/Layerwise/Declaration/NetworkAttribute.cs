namespace Layerwise;

/// <summary>Options of a whole network, beside its <see cref="LayerAttribute"/>s. Optional.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>What training minimizes. Default: what suits the last activation (<see cref="Loss.Auto"/>).</summary>
    public Loss Loss { get; set; }
}
