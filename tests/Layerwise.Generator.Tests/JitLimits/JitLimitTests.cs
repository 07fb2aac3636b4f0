using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.JitLimits;

/// <summary>
/// Past 60 000 bytes of IL or 2 000 locals in a method the JIT stops optimizing it, without a word. And code must grow with the
/// number of layers, never with the number of weights.
/// </summary>
public sealed class JitLimitTests
{
    private const int MostCode = 60_000;
    private const int MostLocals = 2_000;

    public static TheoryData<string[]> Networks =>
    [
        ["1, 1, Activation.Identity"],
        ["4, 8, Activation.Tanh", "8, 3, Activation.Tanh"],
        ["16, 16, Activation.Relu", "16, 16, Activation.Relu", "16, 16, Activation.Softmax"],
        ["784, 256, Activation.Relu", "256, 128, Activation.Relu", "128, 10, Activation.Softmax"],
        ["1024, 4096, Activation.Tanh", "4096, 1024, Activation.Sigmoid"],
        [.. Enumerable.Repeat("7, 7, Activation.Sigmoid", 100)],
        // The most layers that a network may have.
        [.. Enumerable.Repeat("1, 1, Activation.Tanh", 256)],
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_method_stays_within_what_the_JIT_optimizes(string[] layers)
    {
        var methods = Methods(layers);
        Assert.NotEmpty(methods);
        Assert.All(methods, method =>
        {
            Assert.InRange(method.CodeSize, 1, MostCode - 1);
            Assert.InRange(method.Locals, 0, MostLocals - 1);
        });
    }

    [Fact]
    public void Code_does_not_grow_with_the_number_of_weights()
    {
        int code = Methods(["784, 128, Activation.Relu", "128, 10, Activation.Softmax"]).Sum(method => method.CodeSize);
        int codeOfManyMore = Methods(["7840, 1280, Activation.Relu", "1280, 10, Activation.Softmax"]).Sum(method => method.CodeSize);
        Assert.InRange(codeOfManyMore, code * 0.9, code * 1.1);
    }

    private static IReadOnlyList<MethodSize> Methods(string[] layers)
    {
        var generation = new Consumer(Samples.Network("Net", layers)).Generate();
        generation.AssertCalm();
        return MethodSize.Of(generation.Emit());
    }
}
