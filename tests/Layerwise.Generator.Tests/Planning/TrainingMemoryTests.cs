extern alias generator;
using generator::Layerwise.Generator.Layers.Dense;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Ops;
using generator::Layerwise.Generator.Planning;
using generator::Layerwise.Traits;
using Phi = generator::Layerwise.Activation;

namespace Layerwise.Generator.Tests.Planning;

public sealed class TrainingMemoryTests
{
    [Fact]
    public void Layers_in_a_row_need_two_rooms_for_derivatives()
    {
        TrainingMemory memory = Of(Layer(0, 4, 8, Phi.Relu), Layer(1, 8, 3, Phi.Gelu), Layer(2, 3, 5, Phi.Softmax));

        Assert.Equal([0, 0, 1, 1, 0, 0], memory.Deltas.ToArray());
        Assert.Equal([8, 3], memory.DeltaWidths.ToArray());
        Assert.Empty(memory.FurtherWidths);
    }

    [Fact]
    public void An_activation_takes_the_place_of_what_it_reads_unless_that_is_asked_for_later()
    {
        TrainingMemory memory = Of(Layer(0, 4, 8, Phi.Relu), Layer(1, 8, 3, Phi.Gelu));

        Assert.Equal(
            [
                new KeptValue(ValueRole.Activations, 0),
                new KeptValue(ValueRole.Activations, 0),
                new KeptValue(ValueRole.PreActivations, 1),
                new KeptValue(ValueRole.Activations, 1),
            ],
            memory.Kept.ToArray());
    }

    [Fact]
    public void Normalization_and_dropout_have_places_of_their_own()
    {
        TrainingMemory memory = Of(Layer(0, 4, 8, Phi.Relu) with { BatchNormalization = true, Dropout = 0.5f });

        Assert.Equal([ValueRole.Normalized, ValueRole.Activations, ValueRole.Activations, ValueRole.Outputs], memory.Kept.Select(static value => value.Role));
        Assert.Equal([0, 0, 0, 0], memory.Deltas.ToArray());
    }

    // x → [product a → tanh] → [product b → product c], where c reads a too: the derivatives that c brings wait for the part of b, which is added.
    [Fact]
    public void What_is_read_later_keeps_its_room()
    {
        DenseSpec first = Layer(0, 6, 6, Phi.Tanh);
        DenseSpec second = Layer(1, 6, 6, Phi.Identity);
        var graph = new Graph(first.Input);
        graph.Add(Product(first));
        graph.Add(new Activate(first, first.Phi));
        int shared = graph.Last;
        graph.Add(Product(second));
        graph.Add(Product(second), graph.Last, shared);
        graph.Add(new Activate(second, second.Phi));

        TrainingMemory memory = TrainingMemory.Of(graph.Steps);

        Assert.Equal([0, 0, 1, 2, 2], memory.Deltas.ToArray());
        Assert.Equal([6, 6, 6], memory.DeltaWidths.ToArray());
        Assert.Equal([[null], [null], [2], [null, null], [null]], memory.Parts.Select(static parts => parts.ToArray()));
        Assert.Equal(new KeptValue(ValueRole.Further, 0), memory.Kept[2]);
        Assert.Equal([6], memory.FurtherWidths.ToArray());
    }

    // The activation must not overwrite what the second product reads.
    [Fact]
    public void What_somebody_else_reads_too_is_kept()
    {
        DenseSpec layer = Layer(0, 6, 6, Phi.Tanh);
        var graph = new Graph(layer.Input);
        graph.Add(Product(layer));
        graph.Add(new Activate(layer, layer.Phi));
        graph.Add(Product(layer), graph.Last, 1);

        TrainingMemory memory = TrainingMemory.Of(graph.Steps);

        Assert.NotEqual(memory.Kept[0], memory.Kept[1]);
        Assert.NotEqual(memory.Deltas[0], memory.Deltas[1]);
    }

    private static TrainingMemory Of(params DenseSpec[] layers)
    {
        var graph = new Graph(layers[0].Input);
        foreach (DenseSpec layer in layers)
        {
            graph.Add(Product(layer));
            if (layer.BatchNormalization) graph.Add(new Normalize(layer));
            graph.Add(new Activate(layer, layer.Phi));
            if (layer.Dropout > 0) graph.Add(new Drop(layer));
        }

        return TrainingMemory.Of(graph.Steps);
    }

    private static MatMul Product(LayerSpec layer) => new(layer, layer.FanIn, layer.FanOut, layer.HasBias);

    private static DenseSpec Layer(int index, int fanIn, int fanOut, Phi activation) =>
        new(index, fanIn, fanOut, activation, new InitSpec(generator::Layerwise.Init.HeNormal)) { HasBias = true };
}
