using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>What a faulty generator could get wrong.</summary>
public enum Mistake
{
    None,
    LastWeightIgnored,
    BiasDoubled,
    LastRowOfOddBatchStale,
    WritesBehindTheOutputs,
    WritesBehindTheGradients,
    GradientOfLastWeightMissing,
    GradientAveragedTwice,
    InputGradientOfLastInputMissing,
    LossSummedInPlaceOfMean,
    SlightlyWrongActivation,
    WrongLengthBlamedOnAnother,
    WritesBeforeItChecks,
    OverlapAccepted,
}

/// <summary>
/// A network as a patient person would write it by hand, with one mistake of choice: shows that the comparison passes what is
/// right, and finds what is wrong.
/// </summary>
[Layer(3, 5, Activation.Tanh)]
public sealed class HandWritten : INetwork<HandWritten>
{
    private static readonly LayerInfo[] LayerInfos = [new(3, 5, Activation.Tanh, Init.XavierUniform, 0, 5)];

    private readonly float[] _parameters = new float[20];

    public static int InputSize => 3;

    public static int OutputSize => 5;

    public static int ParameterCount => 20;

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => LayerInfos;

    /// <summary>Static like the computations that it spoils; tests set it one after the other.</summary>
    internal static Mistake Mistake { get; set; }

    public Span<float> Parameters => _parameters;

    public static Workspace<HandWritten> CreateWorkspace(int maxBatch) => new Kept(maxBatch);

    public static float ComputeLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        Expect(outputs.Length > 0, nameof(outputs));
        Expect(targets.Length == outputs.Length, nameof(targets));
        float sum = 0;
        for (int i = 0; i < outputs.Length; i++) sum += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
        return Mistake == Mistake.LossSummedInPlaceOfMean ? sum : sum / outputs.Length;
    }

    public void Initialize(ulong seed)
    {
    }

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Expect(inputs.Length % 3 == 0, nameof(inputs));
        int rows = inputs.Length / 3;
        Expect(outputs.Length == rows * 5, nameof(outputs));
        ExpectApart(outputs, nameof(outputs), inputs, _parameters);
        for (int row = 0; row < rows; row++)
        {
            if (Mistake == Mistake.LastRowOfOddBatchStale && row == 12) continue;
            for (int j = 0; j < 5; j++)
            {
                float z = _parameters[15 + j] * (Mistake == Mistake.BiasDoubled ? 2 : 1);
                for (int i = 0; i < 3; i++)
                {
                    if (Mistake == Mistake.LastWeightIgnored && i == 2 && j == 4) continue;
                    z += inputs[(row * 3) + i] * _parameters[(i * 5) + j];
                }

                outputs[(row * 5) + j] = MathF.Tanh(z) * (Mistake == Mistake.SlightlyWrongActivation ? 1.00001f : 1);
            }
        }

        if (Mistake == Mistake.WritesBehindTheOutputs) Behind(outputs) = 0;
    }

    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, Workspace<HandWritten> workspace)
    {
        Expect(inputs.Length % 3 == 0, nameof(inputs));
        int rows = inputs.Length / 3;
        Expect(rows <= workspace.MaxBatch, nameof(inputs));
        workspace.BeginPass(rows, nameof(inputs), keepsInputs: true);
        ((Kept)workspace).Inputs = inputs.ToArray();
        var outputs = new float[rows * 5];
        Forward(inputs, outputs);
        for (int i = 0; i < outputs.Length; i++) Unsafe.Add(ref workspace.ActivationsOrigin(0), i) = outputs[i];
        return workspace.Activations(0);
    }

    public void Backward(
        ReadOnlySpan<float> outputGradients, Workspace<HandWritten> workspace, Span<float> gradients, Span<float> inputGradients = default)
    {
        if (Mistake == Mistake.WritesBeforeItChecks) gradients.Clear();
        workspace.RequirePass();
        float[] inputs = ((Kept)workspace).Inputs;
        int rows = inputs.Length / 3;
        Expect(outputGradients.Length == rows * 5, nameof(outputGradients));
        Expect(gradients.Length == 20, nameof(gradients));
        Expect(inputGradients.Length is 0 || inputGradients.Length == inputs.Length, nameof(inputGradients));
        ExpectApart(gradients, nameof(gradients), outputGradients, _parameters);
        ExpectApart(inputGradients, nameof(inputGradients), outputGradients, gradients);
        ExpectApart(inputGradients, nameof(inputGradients), _parameters, default);
        ReadOnlySpan<float> outputs = workspace.Activations(0);
        gradients.Clear();
        inputGradients.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < 5; j++)
            {
                float a = outputs[(row * 5) + j];
                float delta = outputGradients[(row * 5) + j] * (1 - (a * a));
                if (Mistake == Mistake.GradientAveragedTwice) delta /= rows;
                gradients[15 + j] += delta;
                for (int i = 0; i < 3; i++)
                {
                    gradients[(i * 5) + j] += inputs[(row * 3) + i] * delta;
                    if (inputGradients.Length > 0) inputGradients[(row * 3) + i] += _parameters[(i * 5) + j] * delta;
                }
            }
        }

        if (Mistake == Mistake.GradientOfLastWeightMissing) gradients[14] = 0;
        if (Mistake == Mistake.InputGradientOfLastInputMissing && inputGradients.Length > 0) inputGradients[^1] = 0;
        if (Mistake == Mistake.WritesBehindTheGradients) Behind(gradients) = 0;
    }

    public float ComputeGradients(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace<HandWritten> workspace, Span<float> gradients)
    {
        Expect(inputs.Length > 0 && inputs.Length % 3 == 0 && inputs.Length / 3 <= workspace.MaxBatch, nameof(inputs));
        Expect(targets.Length == inputs.Length / 3 * 5, nameof(targets));
        Expect(gradients.Length == 20, nameof(gradients));
        ExpectApart(gradients, nameof(gradients), inputs, targets);
        ExpectApart(gradients, nameof(gradients), _parameters, default);
        if (Mistake != Mistake.OverlapAccepted)
        {
            workspace.RequireOutside(inputs, nameof(inputs));
            workspace.RequireOutside(targets, nameof(targets));
        }

        ReadOnlySpan<float> outputs = Forward(inputs, workspace);
        var outputGradients = new float[outputs.Length];
        for (int i = 0; i < outputs.Length; i++) outputGradients[i] = 2 * (outputs[i] - targets[i]) / outputs.Length;
        Backward(outputGradients, workspace, gradients);
        return ComputeLoss(outputs, targets);
    }

    private static ref float Behind(Span<float> span) => ref Unsafe.Add(
        ref MemoryMarshal.GetReference(span), span.Length);

    private static void ExpectApart(ReadOnlySpan<float> span, string parameter, ReadOnlySpan<float> other, ReadOnlySpan<float> another) =>
        Expect(Mistake == Mistake.OverlapAccepted || !(span.Overlaps(other) || span.Overlaps(another)), parameter);

    private static void Expect(bool condition, string parameter)
    {
        if (!condition) throw new ArgumentException("Wrong length.", Mistake == Mistake.WrongLengthBlamedOnAnother ? "network" : parameter);
    }

    private sealed class Kept(int maxBatch) : Workspace<HandWritten>(maxBatch)
    {
        public float[] Inputs { get; set; } = [];
    }
}
