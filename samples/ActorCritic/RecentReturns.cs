namespace ActorCritic;

/// <summary>The returns of the last 100 episodes, over which the task is judged.</summary>
internal sealed class RecentReturns
{
    private readonly int[] _returns = new int[100];

    /// <summary>Episodes so far.</summary>
    public int Episodes { get; private set; }

    /// <summary>Whether there are 100 to judge by.</summary>
    public bool AreEnough => Episodes >= _returns.Length;

    /// <summary>Mean of the last 100 returns, or of as many as there are; 0 before the first.</summary>
    public double Mean
    {
        get
        {
            int sum = 0;
            foreach (int one in _returns) sum += one;
            return (double)sum / Math.Clamp(Episodes, 1, _returns.Length);
        }
    }

    public void Add(int episodeReturn) => _returns[Episodes++ % _returns.Length] = episodeReturn;
}
