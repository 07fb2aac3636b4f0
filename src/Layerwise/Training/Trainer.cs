using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// Trains a network on shuffled mini-batches. All memory is allocated by the constructor and at the start of <see cref="Fit"/>;
/// steps allocate nothing. Not for several threads at a time; it has its own (<see cref="TrainerOptions.Threads"/>).
/// </summary>
/// <remarks>
/// <para>The order of the samples in an epoch depends on the seed and the epoch's number alone, and epochs are counted over the whole
/// life of the trainer: two calls of <see cref="Fit"/> with 5 epochs do, bit for bit, what one call with 10 does.</para>
/// <para>A call of <see cref="Fit"/> that does not come to its end, because it was cancelled, because an exception left it, or
/// because the process died after a checkpoint, is taken up by the next one, at the batch where it stopped, unless
/// <see cref="Abandon"/> gives it up.</para>
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
public sealed class Trainer<TNetwork> : IDisposable
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Crew _crew;
    private readonly Learner<TNetwork> _learner;
    private readonly ShardedBatch<TNetwork> _batch;
    private readonly FitLoop<TNetwork> _loop;

    // Of labels; allocated when there are some.
    private float[] _targets = [];

    /// <summary>Makes a trainer that continues from the network's present parameters.</summary>
    /// <param name="network">The network, changed by every step.</param>
    /// <param name="optimizer">How gradients become steps.</param>
    /// <param name="options">Batch size, seed, schedule, limits, threads and checkpoints; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A batch is too large to allocate.</exception>
    /// <exception cref="ArgumentException">
    /// Batches of one sample for a network with batch normalization; <see cref="TrainerOptions.CarriesStates"/> for a network that
    /// does not go step by step, or with several ranks; <see cref="TrainerOptions.Communicator"/> has more ranks than a batch can be shared out among; or <see
    /// cref="TrainerOptions.Layers"/> names a layer that does not exist, or twice, or is given with an optimizer
    /// of one's own.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException"><see cref="TrainerOptions.Threads"/> is more than 1 in a browser.</exception>
    public Trainer(TNetwork network, IOptimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        options ??= new TrainerOptions();
        ThreadStart.Check(options.Threads, $"{nameof(TrainerOptions)}.{nameof(TrainerOptions.Threads)}");

        if (TNetwork.NeedsWholeBatches && options.BatchSize == 1)
        {
            throw new ArgumentException(
                $"{typeof(TNetwork).Name} has batch normalization, which takes mean and variance from a batch: expected a batch size of at least 2, found 1.",
                nameof(options));
        }

        if (options.CarriesStates && TNetwork.StateSize == 0)
        {
            throw new ArgumentException($"{typeof(TNetwork).Name} does not go step by step, because it has no recurrent layers: there are no states to carry ({nameof(TrainerOptions.CarriesStates)}).", nameof(options));
        }

        var groups = new UpdateGroups<TNetwork>(optimizer, options);
        Sharding sharding = Sharding.Of(options.BatchSize, TNetwork.NeedsWholeBatches);
        Ranks? ranks = Ranks.Of<TNetwork>(options.Communicator, sharding);
        if (options.CarriesStates && ranks is not null)
        {
            throw new ArgumentException(
                $"{nameof(TrainerOptions.CarriesStates)} with {options.Communicator!.Size} ranks: states are carried within one process only; train without the one or the other.",
                nameof(options));
        }

        _crew = new Crew(Math.Min(options.Threads, ranks?.ShardsPerRank ?? sharding.ShardCount));
        _batch = new ShardedBatch<TNetwork>(network, sharding, _crew, options, ranks);
        _learner = new Learner<TNetwork>(network, optimizer, options, groups, new ShardedUpdate<TNetwork>(_crew, groups));
        _loop = new FitLoop<TNetwork>(_learner, _batch, _crew);
    }

    /// <summary>The network that is trained.</summary>
    internal TNetwork Network => _learner.Network;

    /// <summary>Steps taken.</summary>
    public long Steps => _learner.Position.Steps;

    /// <summary>Epochs completed.</summary>
    public int Epochs => _learner.Position.Epochs;

    /// <summary>What <see cref="TrainerOptions.ReduceOnPlateau"/> knows.</summary>
    public PlateauState Plateau => _learner.Position.Plateau;

    /// <summary>Whether there is a call of <see cref="Fit"/> that did not come to its end: the next one takes it up, unless <see cref="Abandon"/> gives it up.</summary>
    public bool IsInterrupted => _loop.IsInterrupted;

    /// <summary>Takes one step, for training loops of one's own.</summary>
    /// <remarks>With several threads, the helping ones wait for the next step until <see cref="Dispose"/>.</remarks>
    /// <param name="inputs">[rows, InputSize], from 1 to <see cref="TrainerOptions.BatchSize"/> rows.</param>
    /// <param name="targets">[rows, OutputSize], each one that the network's loss has a meaning for.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, a target is outside the range of the loss, there are no rows, or too many.</exception>
    /// <exception cref="InvalidOperationException">Called while <see cref="Fit"/> or another step runs.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a gradient is not finite, and the parameters are as before the call; or the step made the optimizer's state infinite, and the
    /// message says so: weights would stand still from here on.
    /// </exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _loop.Step(inputs, targets);

    /// <summary>Takes one step by class labels, for training loops of one's own: each stands for the target that <see cref="Dataset.WithLabels(ReadOnlyMemory{float}, int, ReadOnlyMemory{int}, int)"/> makes of it.</summary>
    /// <remarks>
    /// <para>Where only numbers are written, as in <c>Step(inputs, [1])</c>, they are targets.</para>
    /// <para>With <see cref="NetworkAttribute.ClassWeights"/>, the loss is that of the targets, as <see cref="Fit"/> has it, not the weighted mean that a network's
    /// own <c>ComputeGradients</c> takes of labels.</para>
    /// </remarks>
    /// <param name="inputs">[rows, InputSize], from 1 to <see cref="TrainerOptions.BatchSize"/> rows.</param>
    /// <param name="labels">[rows], each in [0, OutputSize); of a network that answers at each step of a sequence [rows, steps], each in [0, outputs of a step).</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, there are no rows, or too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is outside its range.</exception>
    /// <exception cref="TrainingDivergedException">As for targets.</exception>
    [OverloadResolutionPriority(-1)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        int classes = TNetwork.OutputSize / TNetwork.AnsweredSteps;
        Guard.Length(labels.Length, Guard.AtLeastOneRow(inputs.Length, TNetwork.InputSize, nameof(inputs)), TNetwork.AnsweredSteps, nameof(labels));
        Guard.Labels(labels, classes, nameof(labels));
        int length = checked(labels.Length * classes);
        if (_targets.Length < length) _targets = new float[length];
        Span<float> targets = _targets.AsSpan(0, length);
        targets.Fill(TargetRange.OfOtherClasses(TNetwork.Loss));
        for (int i = 0; i < labels.Length; i++) targets[(i * classes) + labels[i]] = 1;
        return Step(inputs, targets);
    }

    /// <summary>Trains for some epochs, each over all samples in a new order.</summary>
    /// <remarks>
    /// <para>The last batch of an epoch holds what remains, and its gradient is the mean over those. Where one sample remains, batch normalization
    /// takes the running estimates in place of its statistics.</para>
    /// <para>A call after one that did not come to its end (<see cref="IsInterrupted"/>) takes that one up: it continues at the batch
    /// where it stopped, <paramref name="epochs"/> counts from where it began, and the reports are those of the whole call, so that
    /// the two together do, bit for bit, what the first alone would have done. It wants the same data; <see cref="Abandon"/> makes room for
    /// a call with other data.</para>
    /// <para>Targets are checked before the first step, once for a data set: one that the loss has no meaning for is an error.</para>
    /// <para>When the loss, a gradient or the state of one of the library's optimizers is not finite, that step is not applied. If a sample of
    /// the training data is to blame, the parameters stay those of the last whole step. Otherwise training has diverged, the call is over, and the parameters, the
    /// optimizer's state, <see cref="Steps"/> and <see cref="Epochs"/> go back to the last start of an epoch whose first batch had a
    /// finite loss and finite gradients, at most to the start of this call or to the checkpoint that was loaded. After the last batch
    /// of an epoch the parameters themselves are checked, so that no call returns with parameters that are not finite.</para>
    /// <para>With <see cref="TrainerOptions.EarlyStopping"/>, training goes back to the end of the best epoch of this call, whether it
    /// was stopped or ran to its end: the parameters, the optimizer's state, <see cref="Steps"/> and <see cref="Epochs"/>.</para>
    /// <para>When the validation loss is not finite, training stops too: if a sample of the validation data is to blame, with the parameters at
    /// the end of the epoch, otherwise as after any other divergence.</para>
    /// </remarks>
    /// <param name="training">The samples to learn from.</param>
    /// <param name="epochs">Largest number of epochs, at least 1.</param>
    /// <param name="validation">Samples to evaluate at the end of each epoch, or null; early stopping needs them.</param>
    /// <param name="batchProgress">Told of every step, or null: a <see cref="SynchronousProgress{T}"/>.</param>
    /// <param name="epochProgress">Told of every epoch, or null: a <see cref="SynchronousProgress{T}"/>, an <see cref="EpochLog"/> or a <see cref="TrainingReport{TNetwork}"/>.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <returns>One report for each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The samples don't have the network's sizes, a target is outside the range of the loss, the samples are not as many as those of the call to
    /// be taken up, or early stopping has no validation data.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="epochs"/> is less than 1, or less than the call to be taken up has begun.
    /// </exception>
    /// <exception cref="InvalidOperationException">Called while it or <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/> runs.</exception>
    /// <exception cref="IOException">A checkpoint can't be written; the one before is untouched.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled; the parameters are those of the last whole step, and so is the checkpoint.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss, a gradient, the optimizer's state, or the data is not finite.</exception>
    /// <exception cref="CommunicationException">
    /// The ranks of <see cref="TrainerOptions.Communicator"/> have other data, options or parameters, and nothing was computed; or another rank failed or has left, and the
    /// parameters are those of the last whole step.
    /// </exception>
    public IReadOnlyList<EpochReport> Fit(
        Dataset training,
        int epochs,
        Dataset? validation = null,
        IProgress<BatchReport>? batchProgress = null,
        IProgress<EpochReport>? epochProgress = null,
        CancellationToken cancellationToken = default) =>
        _loop.Run(training, epochs, validation, batchProgress, epochProgress, cancellationToken);

    /// <summary>
    /// Gives up the call of <see cref="Fit"/> that did not come to its end, if there is one: the next call is a new one, which may have other
    /// data. Parameters, optimizer state, <see cref="Steps"/> and <see cref="Epochs"/> stay as they are; the epoch that was not over is not counted.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> or <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/> is running.</exception>
    public void Abandon() => _loop.Abandon();

    /// <summary>Loss and accuracy of the present parameters on some samples, by inference. The loss of data that is not finite is NaN or infinite.</summary>
    /// <remarks>With several threads, the helping ones wait for the next call until <see cref="Dispose"/>.</remarks>
    /// <param name="samples">The samples.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of the loss.</exception>
    /// <exception cref="InvalidOperationException">Called by the optimizer, the schedule or the network in the middle of a step, or while another thread trains; a report of
    /// <see cref="Fit"/> may call it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Evaluation Evaluate(Dataset samples, CancellationToken cancellationToken = default)
    {
        Check(samples, nameof(samples));
        RequireNoStep(nameof(Evaluate));
        return _loop.Evaluate(samples, cancellationToken);
    }

    /// <summary>What a training pass over some samples shows of the network, and how far the optimizer's next step would go. Nothing is changed.</summary>
    /// <remarks>Allocates a workspace and copies of parameters and state; between steps, or in a report of <see cref="Fit"/>.</remarks>
    /// <param name="samples">The samples.</param>
    /// <param name="maxSamples">At most so many of them, spread evenly over the data set; at least 1.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of the loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSamples"/> is less than 1, or more than a workspace can be allocated for.</exception>
    /// <exception cref="InvalidOperationException">Called by the optimizer, the schedule or the network in the middle of a step, or while another thread trains.</exception>
    public HealthReport Examine(Dataset samples, int maxSamples = HealthReport.DefaultSamples)
    {
        RequireNoStep(nameof(Examine));
        return HealthReport.Of(_learner.Network, samples, maxSamples, pass => _learner.UpdateRatios(pass.Gradients));
    }

    /// <summary>
    /// Writes a checkpoint: the network's parameters, as <see cref="Safetensors.Load{TNetwork}(TNetwork, string, TensorNaming?)"/> reads them,
    /// and everything that training needs to continue as if it had never stopped. Between calls, or in a progress report. Of several ranks, the first one writes it.
    /// </summary>
    /// <param name="path">The file; the old one, if there is one, stays until the new one is complete.</param>
    /// <exception cref="IOException">It cannot be written, is read-only, or is no regular file; what was there is untouched.</exception>
    /// <exception cref="InvalidOperationException">Called while another thread trains, as .NET's <see cref="Progress{T}"/> does.</exception>
    public void Save(string path) => _loop.Save(path);

    /// <summary>
    /// Goes to where a checkpoint was written, by a trainer of the same network with the same optimizer and options but <see cref="TrainerOptions.Threads"/>,
    /// <see cref="TrainerOptions.Communicator"/> and <see cref="TrainerOptions.Checkpointing"/>. Each rank loads it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SafetensorsException">The file is not valid or is of another training; nothing was changed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> or <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/> is running.</exception>
    public void Load(string path) => _loop.Load(path);

    /// <summary>Ends the threads that helped in <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/> and <see cref="Evaluate"/>; <see cref="Fit"/> ends its
    /// own.</summary>
    public void Dispose() => _crew.Stop();

    private void RequireNoStep(string call)
    {
        _loop.RequireOwnThread(call);
        if (!_learner.IsStepping) return;
        throw new InvalidOperationException($"A step is being taken: its optimizer and its schedule can't call {call}. A report of Fit can.");
    }

    internal static void Check(Dataset samples, string parameter)
    {
        ArgumentNullException.ThrowIfNull(samples, parameter);
        if (samples.InputSize != TNetwork.InputSize || samples.TargetSize != TNetwork.OutputSize)
        {
            throw new ArgumentException(
                $"{typeof(TNetwork).Name} expects {SampleText.Of(TNetwork.InputSize, TNetwork.OutputSize)} for each sample, but the data set has {SampleText.Of(samples)}." +
                (samples is { HasLabels: true, TargetSize: 2 } && TNetwork.OutputSize == 1
                    ? " One output that says yes or no is given targets of 0 and 1 in place of labels; labels of two classes want two outputs with Softmax."
                    : ""),
                parameter);
        }

        samples.CheckSteps(typeof(TNetwork).Name, TNetwork.Steps, parameter);
        samples.CheckTargets(HeadsOf<TNetwork>.All, parameter, TNetwork.AnsweredSteps);
        samples.CheckWeights(parameter);
    }
}
