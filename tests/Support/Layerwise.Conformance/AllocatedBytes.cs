namespace Layerwise.Conformance;

/// <summary>What a network allocates on the calling thread after the first call of each method, in bytes: nothing, if it is right.</summary>
/// <param name="OneRow">By predictions of one row.</param>
/// <param name="ManyRows">By predictions of many rows.</param>
/// <param name="TrainingStep">By passes that train, and their losses.</param>
public readonly record struct AllocatedBytes(long OneRow, long ManyRows, long TrainingStep)
{
    private const int Rows = 50;
    private const int Calls = 20;
    private const int Attempts = 3;

    /// <summary>Measures a network.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Only its running statistics change.</param>
    public static AllocatedBytes By<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var inputs = new float[Rows * TNetwork.InputSize];
        var outputs = new float[Rows * TNetwork.OutputSize];
        var targets = new float[outputs.Length];
        for (int row = 0; row < Rows; row++) targets[row * TNetwork.OutputSize] = 1;
        var gradients = new float[TNetwork.ParameterCount];
        var inputGradients = new float[inputs.Length];
        var workspace = TNetwork.CreateWorkspace(Rows);
        return new AllocatedBytes(
            Measure(() => network.Forward(inputs.AsSpan(0, TNetwork.InputSize), outputs.AsSpan(0, TNetwork.OutputSize))),
            Measure(() => network.Forward(inputs, outputs)),
            Measure(() =>
            {
                _ = network.ComputeGradients(inputs, targets, workspace, gradients);
                _ = network.Forward(inputs, workspace);
                network.Backward(outputs, workspace, gradients, inputGradients);
                _ = TNetwork.ComputeLoss(outputs, targets);
            }));
    }

    // The runtime itself allocates now and then, when it moves a method to the next tier; what a network takes, it takes at every call.
    private static long Measure(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++) action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
