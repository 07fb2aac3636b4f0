using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Allocation;

/// <summary>Fully optimized code; <c>Layerwise.LaneWidths</c> measures the same in the tiers that a program starts with.</summary>
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
        Assert.Equal(default, assembly.Visit(new Measurement()));
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
        Assert.Equal(default, assembly.Visit(new Measurement()));
    }

    private sealed class Measurement : INetworkVisitor<AllocatedBytes>
    {
        public AllocatedBytes Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => AllocatedBytes.By(network);
    }
}
