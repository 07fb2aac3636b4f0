using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>What the attributes of a network are read in. Nothing of it outlives the parsing.</summary>
/// <param name="Network">The annotated class.</param>
/// <param name="Compilation">What it is part of.</param>
/// <param name="CancellationToken">Stops the parsing of what nobody wants any more.</param>
internal sealed record ParseScope(INamedTypeSymbol Network, Compilation Compilation, CancellationToken CancellationToken);
