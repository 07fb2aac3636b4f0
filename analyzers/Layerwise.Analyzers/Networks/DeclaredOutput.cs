using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>An output of a network and where its loss was written.</summary>
/// <param name="Head">The output.</param>
/// <param name="Last">The layer whose numbers it is.</param>
/// <param name="Options">The arguments that say its loss: of [Output], or of [Network]; null where there are none.</param>
internal sealed record DeclaredOutput(HeadSpec Head, LayerSpec Last, AttributeArguments? Options)
{
    /// <summary>What it is compared with targets by.</summary>
    public LossSpec Loss => Head.Loss;

    /// <summary>What messages about its loss begin with.</summary>
    public string Subject => Head.IsNamed ? $"Output '{Head.Name}'" : "Network";

    /// <summary>Where the loss was written; null where it follows the activation.</summary>
    public Location? LossLocation => Options is { } options && options.Has("Loss") ? options.LocationOf("Loss") : null;
}
