namespace Layerwise.Analyzers.Tests.Rules.Use;

[Trait("Category", "Slow")]
public sealed class SharedWorkspaceTests
{
    [Theory]
    [InlineData("Parallel.For", "Parallel.For(0, n, i => net.ComputeGradients(inputs, labels, [|workspace|], gradients));")]
    [InlineData("Parallel.ForEach", "Parallel.ForEach(labels, label => { net.Forward(inputs, [|workspace|]); });")]
    [InlineData("Parallel.For", "Parallel.For(0, n, i => net.Forward(inputs, [|_kept|]));")]
    [InlineData("Parallel.For", "void Pass(int i) => net.Forward(inputs, [|workspace|]); Parallel.For(0, n, Pass);")]
    [InlineData("ForAll of a parallel query", "labels.AsParallel().ForAll(label => net.Forward(inputs, [|workspace|]));")]
    [InlineData("Select of a parallel query", "_ = labels.AsParallel().Select(label => net.ComputeGradients(inputs, labels, [|workspace|], gradients)).Sum();")]
    [InlineData("Task.Run", "var tasks = new List<Task>(); for (int i = 0; i < n; i++) tasks.Add(Task.Run(() => { net.Forward(inputs, [|workspace|]); }));")]
    [InlineData("Task.Run", "Task.WaitAll(labels.Select(label => Task.Run(() => { net.Forward(inputs, [|workspace|]); })).ToArray());")]
    [InlineData("Thread", "for (int i = 0; i < n; i++) new Thread(() => net.Forward(inputs, [|workspace|])).Start();")]
    [InlineData("ThreadPool", "for (int i = 0; i < n; i++) ThreadPool.QueueUserWorkItem(_ => net.Forward(inputs, [|workspace|]));")]
    public Task One_workspace_for_all_turns(string runner, string statements) => Analysis.FindsOneAsync("LW4003", Message(runner, statements), Code.Of(statements));

    [Theory]
    [InlineData("Task.Run", "var a = Task.Run(() => { net.Forward(inputs, [|workspace|]); }); var b = Task.Run(() => { net.Forward(outputs, [|workspace|]); }); Task.WaitAll(a, b);")]
    [InlineData("Task.Run", "Task.WaitAll(Task.Run(() => { net.Forward(inputs, [|workspace|]); }), Task.Run(() => { net.Forward(outputs, [|workspace|]); }));")]
    [InlineData("Thread", "var a = new Thread(() => net.Forward(inputs, [|workspace|])); var b = new Thread(() => net.Forward(outputs, [|workspace|])); a.Start(); b.Start(); a.Join(); b.Join();")]
    [InlineData("Parallel.Invoke", "Parallel.Invoke(() => net.Forward(inputs, [|workspace|]), () => net.Forward(outputs, [|workspace|]));")]
    public async Task One_workspace_for_two(string runner, string statements) => Assert.Equal(
        [Message(runner, statements), Message(runner, statements)], await Analysis.FindsAsync("LW4003", Code.Of(statements)));

    [Theory]
    [InlineData("Parallel.For(0, n, i => net.Forward(inputs, new Net.Workspace(1)));")]
    [InlineData("Parallel.For(0, n, () => new Net.Workspace(1), (i, _, own) => { net.Forward(inputs, own); return own; }, _ => { });")]
    [InlineData("Parallel.For(0, n, i => { var own = new Net.Workspace(1); net.Forward(inputs, own); });")]
    [InlineData("var each = new Net.Workspace[n]; Parallel.For(0, n, i => net.Forward(inputs, each[i]));")]
    [InlineData("var own = new ThreadLocal<Net.Workspace>(() => new(1)); Parallel.For(0, n, i => net.Forward(inputs, own.Value!));")]
    [InlineData("Parallel.For(0, n, i => net.Forward(inputs, _own!));")]
    [InlineData("Parallel.For(0, n, i => { lock (net) { net.Forward(inputs, workspace); } });")]
    [InlineData("Parallel.For(0, n, i => net.Forward(inputs, outputs));")]
    [InlineData("Task.Run(() => { net.Forward(inputs, workspace); }).Wait();")]
    [InlineData("_ = Task.Run(() => { net.Forward(inputs, workspace); });")]
    [InlineData("for (int i = 0; i < n; i++) { var own = new Net.Workspace(1); _ = Task.Run(() => { net.Forward(inputs, own); }); }")]
    [InlineData("for (int i = 0; i < n; i++) Task.Run(() => { net.Forward(inputs, workspace); }).Wait();")]
    [InlineData("var a = new Thread(() => net.Forward(inputs, workspace)); var b = new Thread(() => net.Forward(outputs, workspace)); a.Start(); a.Join(); b.Start();")]
    [InlineData("var other = new Net.Workspace(1); Parallel.Invoke(() => net.Forward(inputs, workspace), () => net.Forward(outputs, other));")]
    [InlineData("Action<int> pass = i => net.Forward(inputs, workspace); pass(n);")]
    [InlineData("Array.ForEach(labels, label => net.Forward(inputs, workspace));")]
    public Task Workspace_of_its_own_or_one_at_a_time(string statements) => Analysis.FindsNoneAsync("LW4003", Code.Of(statements));

    [Theory]
    [InlineData("for (int i = 0; i < n; i++) await Task.Run(() => { net.Forward(inputs, workspace); });")]
    [InlineData("await Task.Run(() => { net.Forward(inputs, workspace); }); await Task.Run(() => { net.Forward(outputs, workspace); });")]
    [InlineData("var a = Task.Run(() => { net.Forward(inputs, workspace); }); await a; var b = Task.Run(() => { net.Forward(outputs, workspace); }); await b;")]
    public Task Tasks_that_wait_for_each_other(string statements) => Analysis.FindsNoneAsync("LW4003", Code.Async(statements));

    private static string Message(string runner, string statements) =>
        $"{runner} runs this code on several threads at the same time, and all of them use the one workspace '{(statements.Contains("_kept", StringComparison.Ordinal) ? "_kept" : "workspace")}', where each pass overwrites what the others keep; give every thread a workspace of its own";
}
