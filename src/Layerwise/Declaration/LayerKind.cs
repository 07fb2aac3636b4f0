namespace Layerwise;

/// <summary>What a layer computes from its inputs. Later versions may have more members.</summary>
public enum LayerKind
{
    /// <summary>a = φ(x·W + b), every output from every input: <see cref="LayerAttribute"/>.</summary>
    Dense,
}
