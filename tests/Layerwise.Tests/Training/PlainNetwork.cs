using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise.Tests.Training;

/// <summary>What a <see cref="PlainNetwork{TShape}"/> is made of.</summary>
internal interface IShape
{
    static abstract Loss Loss { get; }

    static abstract ReadOnlySpan<LayerInfo> Layers { get; }

    static virtual bool NeedsWholeBatches => false;

    static virtual long TrainingPanelLength => 0;

    static virtual ReadOnlySpan<int> FurtherWidths => default;

    static virtual ReadOnlySpan<int> DeltaWidths => default;
}

/// <summary>Dense layers in plain loops, so that the trainer is tested without the generator. Hidden layers are ReLU or identity, and PReLU in inference.</summary>
internal sealed class PlainNetwork<TShape> : INetwork<PlainNetwork<TShape>>
    where TShape : IShape
{
    private readonly float[] _parameters = new float[ParameterCount];

    public PlainNetwork(ulong seed = 0) => Initialize(seed);

    public static int InputSize => TShape.Layers[0].InputSize;

    public static int OutputSize => TShape.Layers[^1].OutputSize;

    public static int ParameterCount => TShape.Layers[^1].WeightsOffset + TShape.Layers[^1].ParameterCount;

    public static Loss Loss => TShape.Loss;

    public static ReadOnlySpan<LayerInfo> Layers => TShape.Layers;

    public static bool NeedsWholeBatches => TShape.NeedsWholeBatches;

    public static long TrainingPanelLength => TShape.TrainingPanelLength;

    public static ReadOnlySpan<int> FurtherWidths => TShape.FurtherWidths;

    public static ReadOnlySpan<int> DeltaWidths => TShape.DeltaWidths;

    public Span<float> Parameters => _parameters;

    /// <summary>Whether every gradient is given as 0, whatever it is.</summary>
    public bool ForgetsGradients { get; init; }

    /// <summary>Told of the rows of every pass, on the thread that does it.</summary>
    public Action<int>? Pass { get; init; }

    public static float ComputeLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int rows = Guard.Rows(outputs.Length, OutputSize, nameof(outputs));
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double a = outputs[i];
            double y = targets[i];
            sum += Loss switch
            {
                Loss.MeanSquaredError => (a - y) * (a - y),
                Loss.BinaryCrossEntropy => (-y * Math.Max(Math.Log(a), -100)) - ((1 - y) * Math.Max(Math.Log(1 - a), -100)),
                _ => -y * Math.Max(Math.Log(a), -100),
            };
        }

        return (float)(sum / (Loss == Loss.CrossEntropy ? rows : outputs.Length));
    }

    public static Workspace<PlainNetwork<TShape>> CreateWorkspace(int maxBatch) => new Workspace(maxBatch);

    public void Initialize(ulong seed)
    {
        PhiloxSequence random = new(seed, RandomDomain.Weights, 0);
        foreach (ref float parameter in Parameters) parameter = (random.NextInt32(2001) - 1000) / 2000f;
    }

    /// <summary>What each call of inference does first, as an activation of one's own may.</summary>
    public Action? OnForward { get; set; }

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        OnForward?.Invoke();
        int rows = Guard.Rows(inputs.Length, InputSize, nameof(inputs));
        Guard.Length(outputs.Length, rows, OutputSize, nameof(outputs));
        Forward(inputs, CreateWorkspace(Math.Max(rows, 1))).CopyTo(outputs);
    }

    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, Workspace<PlainNetwork<TShape>> workspace)
    {
        int rows = Guard.Rows(inputs.Length, InputSize, nameof(inputs));
        workspace.BeginPass(rows, nameof(inputs), keepsInputs: true);
        ReadOnlySpan<float> from = inputs;
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            LayerInfo info = Layers[layer];
            Span<float> to = Values(ref workspace.ActivationsOrigin(layer), rows * info.FanOut);
            for (int row = 0; row < rows; row++)
            {
                Activate(info, from.Slice(row * info.FanIn, info.FanIn), to.Slice(row * info.FanOut, info.FanOut));
            }

            from = to;
        }

        return from;
    }

    public float ComputeGradients(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace<PlainNetwork<TShape>> workspace, Span<float> gradients)
    {
        int rows = Guard.Rows(inputs.Length, InputSize, nameof(inputs));
        if (rows == 0) throw new ArgumentException("Expected at least one sample.", nameof(inputs));
        Guard.Length(targets.Length, rows, OutputSize, nameof(targets));
        Pass?.Invoke(rows);
        ReadOnlySpan<float> outputs = Forward(inputs, workspace);

        // The derivative with respect to the last pre-activations is the same for all three pairs of activation and loss, up to a factor.
        float scale = Loss switch
        {
            Loss.CrossEntropy => 1f / rows,
            Loss.BinaryCrossEntropy => 1f / outputs.Length,
            _ => 2f / outputs.Length,
        };
        int last = Layers.Length - 1;
        Span<float> deltas = Values(ref workspace.DeltasOrigin(last % 2), outputs.Length);
        for (int i = 0; i < deltas.Length; i++) deltas[i] = (outputs[i] - targets[i]) * scale;

        gradients.Clear();
        for (int layer = last; layer >= 0; layer--)
        {
            ReadOnlySpan<float> from = layer == 0 ? inputs : workspace.Activations(layer - 1);
            deltas = Backward(layer, rows, from, deltas, workspace, gradients);
        }

        if (ForgetsGradients) gradients.Clear();
        return ComputeLoss(outputs, targets);
    }

    public void Backward(
        ReadOnlySpan<float> outputGradients,
        Workspace<PlainNetwork<TShape>> workspace,
        Span<float> gradients,
        Span<float> inputGradients = default) => throw new NotSupportedException();

    private static Span<float> Values(ref float origin, int length) => MemoryMarshal.CreateSpan(ref origin, length);

    private void Activate(LayerInfo info, ReadOnlySpan<float> from, Span<float> to)
    {
        for (int o = 0; o < to.Length; o++)
        {
            float z = _parameters[info.BiasesOffset + o];
            for (int i = 0; i < from.Length; i++) z += from[i] * _parameters[info.WeightsOffset + (i * to.Length) + o];
            to[o] = info.Activation switch
            {
                Activation.Relu => z < 0 ? 0 : z,
                Activation.PRelu => z < 0 ? z * _parameters[info.SlopeOffset] : z,
                Activation.Sigmoid => 1 / (1 + MathF.Exp(-z)),
                _ => z,
            };
        }

        if (info.Activation != Activation.Softmax) return;
        float largest = to[0];
        foreach (float z in to) largest = MathF.Max(largest, z);
        float sum = 0;
        foreach (ref float z in to) sum += z = MathF.Exp(z - largest);
        foreach (ref float z in to) z /= sum;
    }

    private Span<float> Backward(
        int layer,
        int rows,
        ReadOnlySpan<float> from,
        ReadOnlySpan<float> deltas,
        Workspace<PlainNetwork<TShape>> workspace,
        Span<float> gradients)
    {
        LayerInfo info = Layers[layer];
        Span<float> before = layer == 0 ? [] : Values(ref workspace.DeltasOrigin((layer - 1) % 2), rows * info.FanIn);
        before.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int o = 0; o < info.FanOut; o++)
            {
                float delta = deltas[(row * info.FanOut) + o];
                gradients[info.BiasesOffset + o] += delta;
                for (int i = 0; i < info.FanIn; i++)
                {
                    int weight = info.WeightsOffset + (i * info.FanOut) + o;
                    float input = from[(row * info.FanIn) + i];
                    gradients[weight] += input * delta;
                    bool passes = layer > 0 && (Layers[layer - 1].Activation != Activation.Relu || input > 0);
                    if (passes) before[(row * info.FanIn) + i] += _parameters[weight] * delta;
                }
            }
        }

        return before;
    }

    private sealed class Workspace(int maxBatch) : Workspace<PlainNetwork<TShape>>(maxBatch);
}
