using Layerwise.Conformance.GuardPages;

namespace Layerwise.LaneWidths;

/// <summary>A network whose first layer runs any code.</summary>
[Network(Loss = Loss.MeanSquaredError)]
[Layer(3, 20, typeof(Hooked))]
[Layer(20, 5, Activation.Tanh, Dropout = 0.5f)]
internal sealed partial class HookedRegression;

/// <summary>The same with labels.</summary>
[Layer(3, 20, typeof(Hooked))]
[Layer(20, 5, Activation.Softmax)]
internal sealed partial class HookedClassifier;

/// <summary>
/// Passes that begin while another one uses the same workspace, and arguments that change during a pass. No such call leaves a buffer or a span:
/// what is read and written lies at pages that may not be touched.
/// </summary>
internal static class PassesInPasses
{
    private const int Most = 4096;

    public static void Check(List<string> failures)
    {
        ComputeGradientsOfOneRow();
        ReturnOneRow(failures);
        ChangeLabels(failures);
        InferInsideInference(failures);
        ShareAmongThreads();
    }

    // The loss must take the number of rows from the call that computes it, not from the workspace.
    private static void ComputeGradientsOfOneRow()
    {
        var network = new HookedRegression(seed: 1);
        var workspace = new HookedRegression.Workspace(Most);
        foreach (GuardedEnd end in Enum.GetValues<GuardedEnd>())
        {
            using var inputs = new GuardedMemory<float>([1, 2, 3], end);
            using var targets = new GuardedMemory<float>([1, 2, 3, 4, 5], end);
            using var gradients = new GuardedMemory<float>(HookedRegression.ParameterCount, end);
            Hooked.Once(() => network.Forward(new float[Most * 3], workspace));
            _ = network.ComputeGradients(inputs.Span, targets.Span, workspace, gradients.Span);
        }
    }

    private static void ReturnOneRow(List<string> failures)
    {
        var network = new HookedRegression(seed: 1);
        var workspace = new HookedRegression.Workspace(Most);
        Hooked.Once(() => network.Forward(new float[Most * 3], workspace));
        int length = network.Forward([1, 2, 3], workspace).Length;
        if (length != HookedRegression.OutputSize) failures.Add($"A training pass of one row returned {length} floats, because another one began inside it.");
    }

    // Labels were checked at the door; they are the caller's memory, and may be others when the loss reads them.
    private static void ChangeLabels(List<string> failures)
    {
        var network = new HookedClassifier(seed: 1);
        var workspace = new HookedClassifier.Workspace(2);
        foreach (int label in (int[])[-1, -1_000_000, 10, 1_000_000, int.MinValue, int.MaxValue])
        {
            int[] labels = [0, 1];
            Hooked.Once(() => Array.Fill(labels, label));
            try
            {
                _ = network.ComputeGradients(new float[6], labels, workspace, new float[HookedClassifier.ParameterCount]);
                failures.Add($"A label that became {label} during the pass was taken.");
            }
            catch (IndexOutOfRangeException)
            {
            }
        }
    }

    // Inference may be called from anywhere: the inner one must not use what the outer one keeps between two layers.
    private static void InferInsideInference(List<string> failures)
    {
        var network = new HookedRegression(seed: 1);
        float[] inputs = [.. Enumerable.Range(0, 64 * 3).Select(static i => (i % 7) - 3f)];
        var expected = new float[64 * 5];
        network.Forward(inputs, expected);
        foreach (int innerRows in (int[])[1, 7, 64, Most])
        {
            var actual = new float[64 * 5];
            Hooked.Once(() => network.Forward(new float[innerRows * 3], new float[innerRows * 5]));
            network.Forward(inputs, actual);
            if (!actual.AsSpan().SequenceEqual(expected)) failures.Add($"Inference of {innerRows} rows inside inference of 64 rows changed the outer outputs.");
        }
    }

    private static void ShareAmongThreads()
    {
        var network = new HookedRegression(seed: 1);
        var workspace = new HookedRegression.Workspace(Most);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Parallel.ForEach((int[])[1, 7, 64, Most], new ParallelOptions { MaxDegreeOfParallelism = 4 }, rows =>
        {
            using var inputs = new GuardedMemory<float>(new float[rows * 3], GuardedEnd.Last);
            using var targets = new GuardedMemory<float>(new float[rows * 5], GuardedEnd.Last);
            using var gradients = new GuardedMemory<float>(HookedRegression.ParameterCount, GuardedEnd.Last);
            while (!stop.IsCancellationRequested)
            {
                _ = network.ComputeGradients(inputs.Span, targets.Span, workspace, gradients.Span);
                _ = network.Forward(inputs.Span, workspace);
            }
        });
    }
}
