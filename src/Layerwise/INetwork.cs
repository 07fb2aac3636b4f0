using System.ComponentModel;

namespace Layerwise;

/// <summary>
/// What the generator adds to a class with <see cref="LayerAttribute"/>s, seen generically: trainers, optimizers and savers are
/// written once against it, without reflection.
/// </summary>
/// <remarks>
/// <para>Samples are rows: <c>inputs</c> is [rows, InputSize] and <c>outputs</c> [rows, OutputSize], row-major, with any whole number
/// of rows. Spans of another length are an <see cref="ArgumentException"/> that names the parameter; nothing is written then.</para>
/// <para>What a call writes shares memory with nothing else that the call uses: not with its other spans, nor with <see cref="Parameters"/> and
/// <see cref="RunningStatistics"/>, nor with the workspace. An overlap is an <see cref="ArgumentException"/>; nothing is written then. Two reads may overlap, and two
/// spans may come from the workspace: the inputs of the training <c>Forward</c>, which are copied first, and the output gradients of <c>Backward</c>, which
/// writes no activations.</para>
/// </remarks>
/// <typeparam name="TSelf">The network.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Floats of one input sample: the fanIn of the first layer.</summary>
    static abstract int InputSize { get; }

    /// <summary>Floats of one output sample: what the last layer makes of it, or all outputs together.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Number of trainable parameters: the length of <see cref="Parameters"/> and of every gradient.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>
    /// What training minimizes; never <see cref="Loss.Auto"/>. With several outputs, that of the first of them: the sum of all, each with its weight, is minimized.
    /// </summary>
    static abstract Loss Loss { get; }

    /// <summary>The outputs that have a name, in their order: empty where no <see cref="OutputAttribute"/> names one.</summary>
    static virtual ReadOnlySpan<HeadInfo> Heads => default;

    /// <summary>The parts of its inputs that have a name, in their order, which are all of them; empty where no <see cref="InputAttribute"/> names one.</summary>
    static virtual ReadOnlySpan<InputInfo> Inputs => default;

    /// <summary>
    /// Whether the outputs of a training pass depend on which samples it has beside each other, as with batch normalization. A
    /// <see cref="Trainer{TNetwork}"/> then gives all samples of a batch to one pass, on one thread.
    /// </summary>
    static virtual bool NeedsWholeBatches => false;

    /// <summary>Length of <see cref="RunningStatistics"/>: twice the γ of each layer with batch normalization.</summary>
    static virtual int RunningStatisticsCount => 0;

    /// <summary>How the network scales its inputs; <see cref="InputScaling.None"/> where it takes them as they are.</summary>
    static virtual InputScaling InputScaling => InputScaling.None;

    /// <summary>How the network scales its targets, and so its outputs; <see cref="TargetScaling.None"/> where it leaves them as they are.</summary>
    static virtual TargetScaling TargetScaling => TargetScaling.None;

    /// <summary>The mean square of the inputs that predictions assume (<see cref="NetworkAttribute.InputPower"/>).</summary>
    static virtual float InputPower => 1f;

    /// <summary>Steps of a sequence, each of which is one sample of <see cref="InputSize"/> numbers as a whole; 0 for a network that does not go step by step.</summary>
    static virtual int Steps => 0;

    /// <summary>
    /// Answers of a sample that are compared with targets each by itself: the steps of a sequence, where recurrent layers hand on each of them, and 1 for every other network.
    /// </summary>
    static virtual int AnsweredSteps => 1;

    /// <summary>Steps at the beginning of each sequence that take no part in the loss (<see cref="NetworkAttribute.WarmupSteps"/>).</summary>
    static virtual int WarmupSteps => 0;

    /// <summary>Numbers that a network remembers from step to step; 0 for one that does not go step by step.</summary>
    static virtual int StateSize => 0;

    /// <summary>For workspaces: floats of the largest panel of weights that the kernels of training copy together or transpose.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual long TrainingPanelLength => 0;

    /// <summary>For workspaces: floats per sample of each value that a training pass keeps beside those that its layers say they have. Default none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual ReadOnlySpan<int> FurtherWidths => default;

    /// <summary>
    /// For workspaces: floats per sample of each room for derivatives that the way back needs. Default: two of the width of the widest layer, as layers in a row need.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual ReadOnlySpan<int> DeltaWidths => default;

    /// <summary>The layers, first to last.</summary>
    static abstract ReadOnlySpan<LayerInfo> Layers { get; }

    /// <summary>
    /// All trainable parameters, one flat vector: layer after layer, weights [fanIn, columns] row-major, biases [columns], γ and β of a normalization, the slopes of a PRelu layer,
    /// weights of a residual connection, and of a recurrent layer [units, gates × units] and further biases, as far as it has them. Columns are the fanOut of a dense layer, the
    /// filters of a convolution, the gates × units of a recurrent layer; <see cref="LayerInfo.Tensors"/> has every shape.
    /// </summary>
    Span<float> Parameters { get; }

    /// <summary>
    /// What inference takes for mean and variance where a layer has batch normalization: layer after layer, its running means before its
    /// running variances, one each for each unit. State, not parameters: training passes move them, optimizers don't.
    /// </summary>
    Span<float> RunningStatistics => default;

    /// <summary>
    /// What inputs and targets are scaled by: centers [InputSize], scales [InputSize], centers of the targets [OutputSize], their scales [OutputSize], as far as the network scales
    /// them; all 0 until they are known. State, not parameters.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    Span<float> ScalingNumbers => default;

    /// <summary>
    /// Draws all parameters anew as the layers declare, and sets running means to 0 and running variances to 1. One seed gives the same bits on
    /// every machine.
    /// </summary>
    /// <param name="seed">Any number.</param>
    void Initialize(ulong seed);

    /// <summary>Inference. Allocates nothing, and many threads may call it on one instance.</summary>
    /// <param name="inputs">[rows, InputSize].</param>
    /// <param name="outputs">[rows, OutputSize], written.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the outputs overlap the inputs or the network.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The forward pass of training: keeps in <paramref name="workspace"/> what <c>Backward</c> needs.</summary>
    /// <param name="inputs">[rows, InputSize], at most <see cref="Workspace{TNetwork}.MaxBatch"/> rows.</param>
    /// <param name="workspace">Overwritten.</param>
    /// <returns>The outputs [rows, OutputSize], inside <paramref name="workspace"/>: valid until its next pass.</returns>
    /// <exception cref="ArgumentException">The inputs have the wrong length or more rows than the workspace.</exception>
    ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, Workspace<TSelf> workspace);

    /// <summary>The gradients of any scalar function of the outputs of the last training pass.</summary>
    /// <param name="outputGradients">Its derivative with respect to each output, [rows, OutputSize].</param>
    /// <param name="workspace">The workspace of that pass.</param>
    /// <param name="gradients">[ParameterCount], overwritten: its derivative with respect to each parameter, summed over the rows.</param>
    /// <param name="inputGradients">[rows, InputSize], overwritten: its derivative with respect to each input; or empty, and they are not computed.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or one that is written overlaps another one or the network.</exception>
    /// <exception cref="InvalidOperationException">No <c>Forward</c> has used the workspace yet.</exception>
    void Backward(ReadOnlySpan<float> outputGradients, Workspace<TSelf> workspace, Span<float> gradients, Span<float> inputGradients = default);

    /// <summary>Forward pass, mean loss and its gradients in one.</summary>
    /// <param name="inputs">[rows, InputSize], at most <see cref="Workspace{TNetwork}.MaxBatch"/> rows.</param>
    /// <param name="targets">[rows, OutputSize], each one that <see cref="Loss"/> has a meaning for.</param>
    /// <param name="workspace">Overwritten.</param>
    /// <param name="gradients">[ParameterCount], overwritten: the derivative of the mean loss with respect to each parameter.</param>
    /// <returns>The mean loss in the declared <see cref="Layerwise.Loss"/>, of scaled outputs and targets where the network scales them.</returns>
    /// <exception cref="ArgumentException">
    /// A span has the wrong length, a target is outside the range of the loss, there are no rows, or more than the workspace holds; or gradients or workspace
    /// overlap what is read.
    /// </exception>
    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace<TSelf> workspace, Span<float> gradients);

    /// <summary>The mean loss of outputs that were already computed.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize], each one that <see cref="Loss"/> has a meaning for.</param>
    /// <remarks>Nothing is scaled: of a network that scales its targets, this is not the loss that training minimizes.</remarks>
    /// <exception cref="ArgumentException">A span has the wrong length, a target is outside the range of the loss, or there are no rows.</exception>
    static abstract float ComputeLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets);

    /// <summary>The same of sequences some of which have fewer steps than they have room for (<see cref="Workspace{TNetwork}.SetLengths"/>): of the steps that count.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize], each that counts one that <see cref="Loss"/> has a meaning for.</param>
    /// <param name="lengths">Steps of each row, from 1 to <see cref="Steps"/>; empty for all steps. Of a network that answers once to a sample they change nothing here.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, a length or a target is outside its range, or there are no rows.</exception>
    static virtual float ComputeLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths) => TSelf.ComputeLoss(outputs, targets);

    /// <summary>The mean loss of each output, without its weight, of outputs that were already computed.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize], each one that the loss of its output has a meaning for.</param>
    /// <param name="losses">One for each output, overwritten, in the order of <see cref="Heads"/>; a network without names has one output.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, a target is outside the range of the loss, or there are no rows.</exception>
    static virtual void ComputeLosses(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> losses)
    {
        Runtime.Guard.Length(losses.Length, 1, 1, nameof(losses));
        losses[0] = TSelf.ComputeLoss(outputs, targets);
    }

    /// <summary>The same of sequences some of which have fewer steps than they have room for (<see cref="Workspace{TNetwork}.SetLengths"/>): of the steps that count.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize], each that counts one that the loss of its output has a meaning for.</param>
    /// <param name="lengths">Steps of each row, from 1 to <see cref="Steps"/>; empty for all steps. Of a network that answers once to a sample they change nothing here.</param>
    /// <param name="losses">One for each output, overwritten, in the order of <see cref="Heads"/>; a network without names has one output.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, a length or a target is outside its range, or there are no rows.</exception>
    static virtual void ComputeLosses(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, Span<float> losses) =>
        TSelf.ComputeLosses(outputs, targets, losses);

    /// <summary>A workspace for training passes of up to <paramref name="maxBatch"/> samples.</summary>
    /// <param name="maxBatch">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is less than 1 or too large to allocate.</exception>
    static abstract Workspace<TSelf> CreateWorkspace(int maxBatch);
}
