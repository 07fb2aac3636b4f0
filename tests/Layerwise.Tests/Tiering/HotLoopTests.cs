using System.Reflection;
using System.Runtime.CompilerServices;

namespace Layerwise.Tests.Tiering;

/// <summary>
/// A method with a loop on the way of every training step is optimized the first time it is compiled: in the JIT's first tier such loops take ten times as long, which is the
/// first half second of every training.
/// </summary>
public sealed class HotLoopTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // Loops over threads, epochs, batches, shards or vectors of state, whose bodies are long.
    private static readonly string[] FewTurns =
    [
        "Crew.AwaitItems", "Crew.AwaitRoundAfter", "Crew.DoAll", "Crew.DoItems", "Crew.Help", "Crew.Start", "Crew.Stop",
        "FitLoop`1.Run", "FitLoop`1.TrainEpoch",
        "RankMeeting.Meet", "ShardedBatch`1.AddTo", "ShardedBatch`1.Copy", "ShardedBatch`1.Evaluate", "ShardedBatch`1.MeanLoss", "ShardedBatch`1.RejectStatistics",
        "ShardedBatch`1.ShareResults", "ShardedBatch`1.TotalWeight",
        "UpdateLoop.Run",

        // Watching health: over layers, shards and outputs, and once an epoch over units.
        "Diagnosis.NotFinite", "LayerLook.Result", "Watch`1.Clear", "Watch`1.EndStep", "Watch`1.SeeOutputs", "Watch`1.SeePasses",

        // Over the tensors of a layer and their dimensions.
        "ConvolutionTensors.Shape", "LayerInfo.DenseTensorInfos", "LayerInfo.Sum", "LayerTensors.CountBefore", "LayerTensors.List", "TensorInfo.get_Length",

        // 60 factors with the default constants.
        "Nadam.MomentumProduct",
    ];

    private const MethodImplAttributes Fast = (MethodImplAttributes)(MethodImplOptions.AggressiveOptimization | MethodImplOptions.AggressiveInlining);

    [Fact]
    public void Every_loop_of_a_training_step_is_optimized_from_the_start()
    {
        IReadOnlyCollection<MethodBase> reached = CallGraph.From(Roots(), IsCold);
        string[] slow =
        [
            .. reached.Where(CallGraph.HasLoop)
                .Where(static method => (method.MethodImplementationFlags & Fast) == 0)
                .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        output.WriteLine($"{reached.Count} methods, {reached.Count(CallGraph.HasLoop)} of them with loops");
        Assert.Equal("", string.Join(", ", slow.Except(FewTurns)));
        Assert.Equal("", string.Join(", ", FewTurns.Except(slow)));
    }

    private static IEnumerable<MethodBase> Roots() => typeof(Trainer<>).GetMethods().Where(static method => method.Name is "Fit" or "Step" or "Evaluate");

    // What went wrong is looked for once, and checkpoints are files.
    private static bool IsCold(MethodBase method) =>
        method.DeclaringType!.Name is "Divergence" or "FileText" or "ParameterTensor" or "TrainingFile" or "Safetensors" or "SafetensorsFile"
        || method.Name is "Describe"
        || method.Name.StartsWith("Throw", StringComparison.Ordinal);
}
