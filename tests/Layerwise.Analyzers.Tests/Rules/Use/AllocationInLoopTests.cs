namespace Layerwise.Analyzers.Tests.Rules.Use;

public sealed class AllocationInLoopTests
{
    [Theory]
    [InlineData("for (int i = 0; i < n; i++) net.Forward(inputs, [|new float[3]|]);")]
    [InlineData("for (int i = 0; i < n; i++) { var y = [|new float[n]|]; net.Forward(inputs, y); outputs[i] = y[0]; }")]
    [InlineData("while (n-- > 0) { Span<float> y = [|new float[3]|]; net.Forward(inputs, y); View(y); }")]
    [InlineData("foreach (float[] row in new[] { inputs }) net.Forward([|row.AsSpan(0, 4).ToArray()|], outputs);")]
    [InlineData("for (int i = 0; i < n; i++) net.Forward([|inputs.Skip(i * 4).Take(4).ToArray()|], outputs);")]
    [InlineData("for (int i = 0; i < n; i++) net.Forward([|new[] { 1f, 2f, 3f, i }|], outputs);")]
    [InlineData("do { net.ComputeGradients(inputs, labels, workspace, [|new float[43]|].AsSpan()); } while (n-- > 0);")]
    [InlineData("for (int i = 0; i < n; i++) { var y = [|new float[3]|]; net.Forward(inputs, y); foreach (float p in y) outputs[i] += p; n -= y.Length; }")]
    public Task Array_that_only_the_network_gets(string statements) => Analysis.FindsOneAsync(
        "LW4002",
        $"Each turn of the loop allocates this array for Net.{(statements.Contains("Compute", StringComparison.Ordinal) ? "ComputeGradients" : "Forward")}, which itself allocates nothing; allocate the array once before the loop, or pass a span of an array that exists already",
        Code.Of(statements));

    [Theory]
    [InlineData("net.Forward(inputs, new float[3]);")]
    [InlineData("var y = new float[3]; for (int i = 0; i < n; i++) net.Forward(inputs, y);")]
    [InlineData("var all = new List<float[]>(); for (int i = 0; i < n; i++) { var y = new float[3]; net.Forward(inputs, y); all.Add(y); }")]
    [InlineData("for (int i = 0; i < n; i++) { var y = new float[3]; net.Forward(inputs, y); Take(y); }")]
    [InlineData("float[][] all = new float[n][]; for (int i = 0; i < n; i++) { var y = new float[3]; net.Forward(inputs, y); all[i] = y; }")]
    [InlineData("for (int i = 0; i < n; i++) { var y = new float[3]; net.Forward(inputs, y); ThreadPool.QueueUserWorkItem(_ => View(y)); }")]
    [InlineData("for (int i = 0; i < n; i++) net.Forward(new[] { 1f, 2f, 3f, 4f }, outputs);")]
    [InlineData("for (int i = 0; i < n; i++) { var other = new float[3]; other[0] = 1; net.Forward(inputs, outputs); }")]
    [InlineData("for (int i = 0; i < n; i++) ThreadPool.QueueUserWorkItem(_ => net.Forward(inputs, new float[3]));")]
    [InlineData("ReadOnlySpan<float> best = default; for (int i = 0; i < n; i++) { Span<float> y = new float[3]; net.Forward(inputs, y); if (y[0] > 0.5f) best = y; } View(best);")]
    [InlineData("foreach (float[] row in inputs.Chunk(4).ToArray()) net.Forward(row, outputs);")]
    public Task Array_that_is_made_once_or_lives_on(string statements) => Analysis.FindsNoneAsync("LW4002", Code.Of(statements));
}
