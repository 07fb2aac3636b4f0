namespace ActorCritic;

/// <summary>How it learns. The defaults are those of the page docs/actor-critic.md.</summary>
internal sealed record Settings
{
    /// <summary>Decides weights, starts and pushes, at least 0.</summary>
    public int Seed { get; init; }

    /// <summary>Learning ends after so many steps of all carts together.</summary>
    public int MostSteps { get; init; } = 300_000;

    /// <summary>Learning ends when the last 100 episodes have this mean return, which is where Gymnasium says that the task is solved.</summary>
    public double WantedReturn { get; init; } = 475;

    /// <summary>Carts that are pushed at the same time.</summary>
    public int Carts { get; init; } = 16;

    /// <summary>Steps of each cart between two updates.</summary>
    public int Horizon { get; init; } = 64;

    /// <summary>How often an update goes over its samples.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Samples in one step of the optimizer; divides <see cref="Samples"/>.</summary>
    public int Batch { get; init; } = 256;

    /// <summary>Adam's, at the start; it falls to 0 in a straight line.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>γ: what a reward one step later is worth.</summary>
    public float Discount { get; init; } = 0.99f;

    /// <summary>λ of generalized advantage estimation: 0 trusts the value of the next state, 1 only what was seen.</summary>
    public float Trace { get; init; } = 0.95f;

    /// <summary>ε: beyond 1 ± ε the ratio of new to old probability gains nothing.</summary>
    public float Clip { get; init; } = 0.2f;

    /// <summary>Weight of the squared error of the values.</summary>
    public float ValueWeight { get; init; } = 1;

    /// <summary>Weight of the entropy, which keeps the policy from deciding too early.</summary>
    public float EntropyWeight { get; init; } = 0.005f;

    /// <summary>Gradients that are longer are cut to this length.</summary>
    public double LongestGradient { get; init; } = 0.5;

    /// <summary>Samples between two updates.</summary>
    public int Samples => Carts * Horizon;
}
