namespace Layerwise.Analyzers.Tests.Rules.Use;

public sealed class LearningRateTests
{
    private const string Jumps = "it moves every parameter by about that much in each step, however small the gradient, so training jumps about or diverges";

    private const string Throws = "this throws an ArgumentOutOfRangeException, because a rate is finite and at least 0";

    [Theory]
    [InlineData("_ = new Adam([|0.1|]);", "Adam with a learning rate of 0.1: " + Jumps + "; start with 0.001")]
    [InlineData("_ = new AdamW { LearningRate = [|0.03|] };", "AdamW with a learning rate of 0.03: " + Jumps + "; start with 0.001")]
    [InlineData("Nadam o = new(learningRate: [|1|]); _ = o;", "Nadam with a learning rate of 1: " + Jumps + "; start with 0.002")]
    [InlineData("var o = new Lion(); _ = o with { LearningRate = [|0.5|] };", "Lion with a learning rate of 0.5: " + Jumps + "; start with 0.0001")]
    [InlineData("_ = new Sgd([|3|]);", "Sgd with a learning rate of 3: steps longer than the gradient overshoot and diverge; start with 0.01")]
    [InlineData("_ = new RmsProp([|1e-8|]);", "RmsProp with a learning rate of 1·10⁻⁸: its steps are lost in the rounding of floats; start with 0.01")]
    [InlineData("const double rate = 0; _ = new AdaGrad([|rate|]);", "AdaGrad with a learning rate of 0: nothing is ever learned; start with 0.01")]
    [InlineData("_ = new Sgd([|-0.1|]);", "Sgd with a learning rate of -0.1: " + Throws + "; start with 0.01")]
    [InlineData("_ = new Adam([|-0.5|]);", "Adam with a learning rate of -0.5: " + Throws + "; start with 0.001")]
    [InlineData("_ = new Sgd([|double.PositiveInfinity|]);", "Sgd with a learning rate of ∞: " + Throws + "; start with 0.01")]
    [InlineData("_ = new Sgd([|double.NaN|]);", "Sgd with a learning rate of NaN: " + Throws + "; start with 0.01")]
    public Task Rate_out_of_all_proportion(string statements, string message) => Analysis.FindsOneAsync("LW4006", message, Code.Of(statements));

    [Theory]
    [InlineData("_ = new Adam();")]
    [InlineData("_ = new Adam(0.02);")]
    [InlineData("_ = new Adam { LearningRate = 1e-7 };")]
    [InlineData("_ = new Sgd(1);")]
    [InlineData("_ = new Sgd(0.5) { Momentum = 0.9 };")]
    [InlineData("_ = new RmsProp(0.1);")]
    [InlineData("_ = new Adam(n);")]
    [InlineData("_ = new Adam { WeightDecay = 0.1, Epsilon = 1e-9 };")]
    public Task Rate_that_may_work(string statements) => Analysis.FindsNoneAsync("LW4006", Code.Of(statements));

    [Fact]
    public Task Optimizer_of_the_users_own() => Analysis.FindsNoneAsync(
        "LW4006",
        """
        using System;
        using Layerwise;

        sealed class Mine(double learningRate) : IOptimizer
        {
            public static Mine Big { get; } = new(50);
            public double LearningRate => learningRate;
            public int StateLength(int parameterCount) => 0;
            public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1) =>
                parameters[0] -= (float)learningRate * gradients[0];
        }
        """);
}
