using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>What stands behind a recurrent layer that hands on its last step is computed once for a sequence.</summary>
[Trait("Category", "Slow")]
public sealed class LastStepTests
{
    [Theory]
    [InlineData("[Gru(2, 5, LastStepOnly = true)]\n[Layer(5, 3, Activation.Softmax)]", true)]
    [InlineData("[Layer(2, 4, Activation.Tanh)]\n[Lstm(4, 5)]\n[Rnn(5, 6, LastStepOnly = true)]\n[Layer(6, 3, Activation.Tanh)]\n[Layer(3, 1, Activation.Identity)]", true)]
    [InlineData("[Gru(2, 5, LastStepOnly = true)]", false)]
    [InlineData("[Gru(2, 5)]\n[Layer(5, 3, Activation.Softmax)]", false)]
    public void Steps_before_it_are_only_remembered(string layers, bool remembers)
    {
        string text = new Consumer($"using Layerwise;\n\n/// <summary>A network.</summary>\n[Input(8, 2)]\n{layers}\npublic sealed partial class Net;\n").Generate().Text;
        int start = text.IndexOf(" void Remember<TLanes>(", StringComparison.Ordinal);
        Assert.Equal(remembers, start >= 0);
        if (!remembers) return;
        string body = text[start..text.IndexOf("/// <summary>", start, StringComparison.Ordinal)];
        Assert.Contains(".Steps<TLanes", body, StringComparison.Ordinal);
        Assert.DoesNotContain("x3,", body, StringComparison.Ordinal);
        Assert.Contains("Remember<TLanes>(ref x, ref parameters, ref state, Steps - 1);", text, StringComparison.Ordinal);
    }
}
