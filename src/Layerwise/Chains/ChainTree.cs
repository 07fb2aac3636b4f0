namespace Layerwise.Chains;

/// <summary>What a file does to the numbers of a sample, for one output or for several that part somewhere.</summary>
/// <param name="Trunk">The steps that all outputs share; of an only one, all.</param>
/// <param name="Heads">Those of each of several outputs behind them; empty for an only one.</param>
internal sealed record ChainTree(Chain Trunk, IReadOnlyList<Chain> Heads)
{
    /// <summary>Only one output.</summary>
    public static ChainTree Of(Chain chain) => new(chain, []);
}
