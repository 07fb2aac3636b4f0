namespace Layerwise;

/// <summary>Settings of a <see cref="Trainer{TNetwork}"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>Most samples in one step, at least 1. Default 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BatchSize));
            field = value;
        }
    } = 32;

    /// <summary>Decides in which order the samples come: any number. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How the learning rate changes from step to step. Default: not at all. <see cref="ReduceOnPlateau"/> comes on top of it.
    /// </summary>
    public ISchedule Schedule
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Schedule));
            field = value;
        }
    } = new ConstantSchedule();

    /// <summary>
    /// Reduces the learning rate where the validation loss, or the training loss where there is no validation data, no longer
    /// falls; null for never. Default null.
    /// </summary>
    public ReduceOnPlateau? ReduceOnPlateau { get; init; }

    /// <summary>
    /// Limits every gradient to [−value, value] before the step (<see cref="GradientClipping.ByValue"/>): finite, greater than 0,
    /// or null for no limit. Default null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double? ClipValue { get; init => field = value is double limit ? Hyperparameter.Positive(limit) : null; }

    /// <summary>
    /// Limits the norm of all gradients together before the step (<see cref="GradientClipping.ByGlobalNorm"/>), after
    /// <see cref="ClipValue"/>: finite, greater than 0, or null for no limit. Default null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double? ClipNorm { get; init => field = value is double limit ? Hyperparameter.Positive(limit) : null; }

    /// <summary>
    /// Layers that are trained apart from the others: frozen, by another learning rate or weight decay, or with a limit on the norms of their weights. Each is
    /// named at most once, and the optimizer is one of the library. Default none.
    /// </summary>
    public IReadOnlyList<LayerTuning> Layers
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Layers));
            field = [.. value];
        }
    } = [];

    /// <summary>
    /// Whether the weight decay of an optimizer pulls biases, γ, β and slopes towards 0 too, as PyTorch's optimizers do where all parameters are given to them alike; otherwise
    /// weights alone. An optimizer of one's own decides for itself. Default false.
    /// </summary>
    public bool DecaysAllParameters { get; init; }

    /// <summary>Ends a call of <see cref="Trainer{TNetwork}.Fit"/> when the validation loss no longer falls; null for never. Default null.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Changes the input of each sample before a step of <see cref="Trainer{TNetwork}.Fit"/> learns from it; validation sees samples as they are. Called by several threads at a
    /// time, where there are several. Null for none. Default null.
    /// </summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>
    /// Whether each row of a batch goes on from what the row of the batch before it remembered, where its window goes on from that one's (<see cref="Dataset.Windows"/>,
    /// <see cref="Dataset.Sequences"/>), and gradients end at the cut: truncated back-propagation through time. An epoch takes the windows in their order, as many streams side by
    /// side as a batch has rows; a stream begins with zeros, and so does each signal. Validation goes through all windows in one stream, as in use. For a network that goes
    /// step by step. Default false: each window is a sequence of its own.
    /// </summary>
    public bool CarriesStates { get; init; }

    /// <summary>
    /// How many threads share the work of a step, the calling one among them: at least 1. They change how long training takes, and
    /// no bit of what it comes to. Batches of fewer than 128 samples are the work of one thread. In a browser, where .NET cannot start any, only 1. Default 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Threads { get; init => field = (int)Hyperparameter.AtLeast(value, 1); } = 1;

    /// <summary>
    /// The processes that share the work of a step, on one machine or many, each with its threads: 1, 2, 4 or another power of two of them. They change how long training
    /// takes, and no
    /// bit of what it comes to. Each makes the same calls with the same network, data and options; the first one writes the checkpoints. Null for this process alone. Default
    /// null.
    /// </summary>
    public Communicator? Communicator { get; init; }

    /// <summary>Where and how often <see cref="Trainer{TNetwork}.Fit"/> writes checkpoints; null for never. Default null.</summary>
    public Checkpointing? Checkpointing { get; init; }

    /// <summary>Watches the health of the network while it trains; null for not. Default null.</summary>
    public HealthWatch? Health { get; init; }

    /// <summary>Steps that one epoch takes, for schedules that count them.</summary>
    /// <param name="samples">Samples in the training data, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is negative.</exception>
    public int StepsPerEpoch(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return (int)(((long)samples + BatchSize - 1) / BatchSize);
    }
}
