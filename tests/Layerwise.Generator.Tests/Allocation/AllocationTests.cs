using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Allocation;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("4, 8, Activation.Tanh", "8, 3, Activation.Sigmoid")]
    [InlineData("64, 32, Activation.Relu", "32, 10, Activation.Softmax")]
    [InlineData("20, 30, typeof(Lisht)", "30, 30, Activation.PRelu", "30, 10, Activation.LogSoftmax")]
    [InlineData("20, 30, Activation.Gelu", "30, 10, Activation.Mish")]
    [InlineData("20, 30, Activation.Relu, BatchNormalization = true, Dropout = 0.5f", "30, 10, Activation.Softmax")]
    [InlineData("784, 300, Activation.LeakyRelu", "300, 10, Activation.Identity")]
    public void Nothing_is_allocated_after_the_first_call(params string[] layers)
    {
        using var assembly = new Consumer(Samples.Network("Net", layers), CustomActivations.Lisht).Load();
        Assert.Equal((0, 0, 0), assembly.Visit(new AllocatedBytes()));
    }

    [Theory]
    [InlineData("Loss = Loss.Huber, Delta = 0.5f", "Identity")]
    [InlineData("Loss = Loss.BinaryCrossEntropyWithLogits", "Identity")]
    [InlineData("Loss = Loss.KullbackLeibler", "Softmax")]
    [InlineData("LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 0.5f }", "Softmax")]
    public void No_loss_allocates(string options, string activation)
    {
        using var assembly = new Consumer($"""
            using Layerwise;

            /// <summary>A network.</summary>
            [Network({options})]
            [Layer(4, 3, Activation.{activation})]
            public sealed partial class Net;
            """).Load();
        Assert.Equal((0, 0, 0), assembly.Visit(new AllocatedBytes()));
    }

    private sealed class AllocatedBytes : INetworkVisitor<(long OneRow, long ManyRows, long TrainingStep)>
    {
        private const int Rows = 50;
        private const int Calls = 20;

        public (long OneRow, long ManyRows, long TrainingStep) Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var inputs = new float[Rows * TNetwork.InputSize];
            var outputs = new float[Rows * TNetwork.OutputSize];
            var targets = new float[outputs.Length];
            for (int row = 0; row < Rows; row++) targets[row * TNetwork.OutputSize] = 1;
            var gradients = new float[TNetwork.ParameterCount];
            var inputGradients = new float[inputs.Length];
            var workspace = TNetwork.CreateWorkspace(Rows);
            return (
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

        private static long Measure(Action action)
        {
            action();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++) action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
