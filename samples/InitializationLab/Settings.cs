namespace InitializationLab;

/// <summary>What the command line decides.</summary>
internal sealed record Settings
{
    /// <summary>Whether to draw more networks and train them longer.</summary>
    public bool Full { get; init; }

    /// <summary>First seed of weights, inputs and orders: any number.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where the page goes.</summary>
    public string ReportFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "initialization-lab.html");

    public Effort Effort => (Full ? Effort.Full : Effort.Normal) with { Seed = Seed };
}
