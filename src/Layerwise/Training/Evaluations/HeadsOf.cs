namespace Layerwise;

/// <summary>The outputs of a network, also where it has only one, without a name. Of one that answers at each step of a sequence, those of a step.</summary>
internal static class HeadsOf<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    public static readonly HeadInfo[] All = TNetwork.Heads.IsEmpty
        ? [new HeadInfo("", TNetwork.Layers.Length - 1, Offset: 0, TNetwork.OutputSize / TNetwork.AnsweredSteps, TNetwork.Loss, LossWeight: 1)]
        : TNetwork.Heads.ToArray();

    public static bool AreSeveral => All.Length > 1;

    /// <summary>One of the outputs.</summary>
    /// <param name="head">Its name; null for the only one.</param>
    /// <exception cref="ArgumentException">There is none of that name, or null stands for one of several.</exception>
    public static HeadInfo Named(string? head)
    {
        if (head is null && !AreSeveral) return All[0];
        int index = Array.FindIndex(All, known => known.Name == head);
        if (index >= 0) return All[index];
        string names = string.Join(", ", All.Select(static known => known.Name));
        string problem = TNetwork.Heads.IsEmpty ? "names none of its outputs"
            : head is null ? $"has the outputs {names}; say which of them is meant"
            : $"has the outputs {names}, and none called {head}";
        throw new ArgumentException($"{typeof(TNetwork).Name} {problem}.", nameof(head));
    }
}
