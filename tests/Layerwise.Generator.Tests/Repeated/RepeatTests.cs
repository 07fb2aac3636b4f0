using System.Globalization;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Repeated;

/// <summary>A [Layer] with Repeat is as many layers as it says: the same text is generated as for so many lines.</summary>
public sealed class RepeatTests
{
    [Theory]
    [InlineData("[Layer(8, 8, Activation.Relu, Init.HeNormal{0})]", "[Layer(8, 3, Activation.Softmax)]", 29)]
    [InlineData("[Layer(8, 8, Activation.PRelu, Dropout = 0.2f, BatchNormalization = true{0})]", "[Layer(8, 1, Activation.Identity)]", 3)]
    [InlineData("[Layer(8, 8, typeof(Lisht){0})]", "", 2)]
    [InlineData("[Layer(8, 8, Activation.Tanh{0})]", "", 256)]
    [InlineData("[Layer(8, 8, Activation.Tanh, Bias = false{0})]", "", 1)]
    public void It_is_so_many_lines(string line, string last, int count)
    {
        Generation repeated = Run(string.Format(CultureInfo.InvariantCulture, line, $", Repeat = {count}") + "\n" + last);
        Generation written = Run(string.Concat(Enumerable.Repeat(string.Format(CultureInfo.InvariantCulture, line, "") + "\n", count)) + last);
        repeated.AssertClean();
        Assert.Equal(written.Text, repeated.Text);
    }

    [Theory]
    [InlineData("[Layer(8, 4, Activation.Relu, Repeat = 2)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = 0)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = -1)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = 257)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = int.MaxValue)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Repeat = 200)]\n[Layer(8, 8, Activation.Tanh, Repeat = 57)]")]
    public void What_cannot_be_repeated_is_no_network(string layers) => Assert.Empty(Run(layers).HintNames);

    private static Generation Run(string layers) => new Consumer($"using Layerwise;\n\n{layers}\npublic sealed partial class Net;\n", CustomActivations.Lisht).Generate();
}
