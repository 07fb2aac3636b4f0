extern alias generator;
using generator::Layerwise.Generator.Layers.Dense;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Ops;
using generator::Layerwise.Generator.Planning;
using generator::Layerwise.Traits;

namespace Layerwise.Generator.Tests.Planning;

public sealed class InferenceMemoryTests
{
    private static readonly DenseSpec Layer = new(
        Index: 0, FanIn: 16, FanOut: 16, generator::Layerwise.Activation.Tanh, new InitSpec(generator::Layerwise.Init.HeNormal))
    { HasBias = true };

    [Fact]
    public void An_activation_by_itself_works_in_the_place_of_what_it_reads()
    {
        InferenceMemory memory = Of(static graph =>
        {
            graph.Add(Product);
            graph.Add(Activation);
            graph.Add(Product);
        });

        Assert.Equal([0, 0, null], memory.Offsets.ToArray());
        Assert.Equal(16, memory.Length);
    }

    [Fact]
    public void Before_the_end_that_is_where_the_outputs_belong()
    {
        InferenceMemory memory = Of(static graph =>
        {
            graph.Add(Product);
            graph.Add(Activation);
        });

        Assert.Equal([null, null], memory.Offsets.ToArray());
        Assert.Equal(0, memory.Length);
    }

    // x → [product a] → [tanh] → [product b], which reads a too.
    [Fact]
    public void What_somebody_else_reads_too_stays()
    {
        InferenceMemory memory = Of(static graph =>
        {
            graph.Add(Product);
            graph.Add(Activation);
            graph.Add(Product, graph.Last, 1);
        });

        Assert.Equal([0, 16, null], memory.Offsets.ToArray());
        Assert.Equal(32, memory.Length);
    }

    private static MatMul Product => new(Layer, Layer.FanIn, Layer.FanOut, Layer.HasBias);

    private static Activate Activation => new(Layer, Layer.Phi);

    private static InferenceMemory Of(Action<Graph> build)
    {
        var graph = new Graph(Layer.Input);
        build(graph);
        return InferenceMemory.Of(graph.Steps);
    }
}
