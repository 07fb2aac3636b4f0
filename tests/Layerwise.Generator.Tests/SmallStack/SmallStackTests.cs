using System.Runtime.ExceptionServices;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.SmallStack;

/// <summary>Inference and training on a thread with a quarter of a megabyte of stack; an overflow would end the whole test run.</summary>
public sealed class SmallStackTests
{
    private const int StackBytes = 256 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Networks_run_on_a_small_stack(bool isWide)
    {
        string[] layers = isWide
            ? ["1024, 20000, Activation.Relu", "20000, 10, Activation.Softmax"]
            : [.. Enumerable.Repeat("24, 24, Activation.Tanh", 40)];
        using var assembly = new Consumer(Samples.Network("Net", layers)).Load();

        ExceptionDispatchInfo? failure = null;
        bool isFinished = false;
        var thread = new Thread(
            () =>
            {
                try
                {
                    isFinished = assembly.Visit(new OneStep());
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();

        failure?.Throw();
        Assert.True(isFinished);
    }

    private sealed class OneStep : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            const int rows = 3;
            var inputs = new float[rows * TNetwork.InputSize];
            var outputs = new float[rows * TNetwork.OutputSize];
            var gradients = new float[TNetwork.ParameterCount];
            Array.Fill(inputs, 0.1f);
            network.Forward(inputs, outputs);
            network.Forward(inputs.AsSpan(0, TNetwork.InputSize), outputs.AsSpan(0, TNetwork.OutputSize));
            float loss = network.ComputeGradients(inputs, outputs, TNetwork.CreateWorkspace(rows), gradients);
            return float.IsFinite(loss) && outputs.Any(value => value != 0);
        }
    }
}
