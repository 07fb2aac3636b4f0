namespace Layerwise.Benchmarks.Paths;

/// <summary>A network as its users call it.</summary>
internal sealed class PublicApi<TNetwork>(Bench<TNetwork> bench) : Subject
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network = bench.Network;

    public override void Sample(int count)
    {
        for (int i = 0; i < count; i++) _network.Forward(bench.Inputs(1), bench.Outputs(1));
    }

    public override void Serial(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _network.Forward(bench.Inputs(1), bench.Outputs(1));
            bench.FeedBack();
        }
    }

    public override Action<int> Batch(int rows) => count =>
    {
        for (int i = 0; i < count; i++) _network.Forward(bench.Inputs(rows), bench.Outputs(rows));
    };

    public override Action<int> Train(int rows)
    {
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
        var descent = new Sgd(LearningRate);
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                _ = _network.ComputeGradients(bench.Inputs(rows), bench.TargetsOf(rows), workspace, bench.Gradients);
                descent.Step(_network.Parameters, bench.Gradients, [], step: 1);
            }
        };
    }

    public void Initialize() => _network.Initialize(seed: 1);

    /// <summary>So small that the weights stay what they are, and no run measures another network than the one before.</summary>
    public const float LearningRate = 1e-9f;
}
