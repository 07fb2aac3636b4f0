namespace Layerwise;

/// <summary>The outputs of a network, also where it has only one, without a name.</summary>
internal static class HeadsOf<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    public static readonly HeadInfo[] All = TNetwork.Heads.IsEmpty
        ? [new HeadInfo("", TNetwork.Layers.Length - 1, Offset: 0, TNetwork.OutputSize, TNetwork.Loss, LossWeight: 1)]
        : TNetwork.Heads.ToArray();

    public static bool AreSeveral => All.Length > 1;
}
