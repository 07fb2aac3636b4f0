extern alias generator;
using System.Collections.Immutable;
using generator::Layerwise.Generator.Layers;
using generator::Layerwise.Generator.Layers.Dense;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Ops;
using generator::Layerwise.Generator.Planning;
using generator::Layerwise.Traits;
using Phi = generator::Layerwise.Activation;
using Scheme = generator::Layerwise.Init;

namespace Layerwise.Generator.Tests.Planning;

public sealed class FusionTests
{
    [Fact]
    public void Inference_is_one_step_for_each_layer()
    {
        MatMul[] steps = [.. Fusion.ForInference(Lowered(Layer(Phi.Gelu) with { BatchNormalization = true, Dropout = 0.5f }, Layer(Phi.Softmax))).Cast<MatMul>()];

        Assert.Equal([Phi.Gelu, Phi.Softmax], steps.Select(static step => step.Finish.Kind));
        Assert.Equal([true, false], steps.Select(static step => step.IsScaled));
    }

    [Fact]
    public void An_activation_whose_output_tells_its_derivative_needs_no_pass()
    {
        Operation[] steps = Trained(Layer(Phi.Tanh), Layer(Phi.Identity));

        Assert.Equal(Phi.Tanh, Assert.IsType<MatMul>(steps[0]).Finish.Kind);
        Assert.True(steps[1] is Activate { IsFusedForward: true, IsFusedBackward: true });
        Assert.Equal(Phi.Tanh, Assert.IsType<MatMul>(steps[2]).Through?.Kind);
        Assert.True(steps[3] is Activate { IsFusedBackward: false });
    }

    [Fact]
    public void Pre_activations_that_are_kept_need_a_pass_both_ways()
    {
        Operation[] steps = Trained(Layer(Phi.Gelu), Layer(Phi.Identity));

        Assert.Equal(Phi.Identity, Assert.IsType<MatMul>(steps[0]).Finish.Kind);
        Assert.True(steps[1] is Activate { IsFusedForward: false, IsFusedBackward: false });
        Assert.Null(Assert.IsType<MatMul>(steps[2]).Through);
    }

    [Fact]
    public void A_normalization_stands_between_product_and_activation_forward_only()
    {
        Operation[] steps = Trained(Layer(Phi.Relu) with { BatchNormalization = true }, Layer(Phi.Identity));

        Assert.IsType<Normalize>(steps[1]);
        Assert.True(steps[2] is Activate { IsFusedForward: false, IsFusedBackward: true });
        Assert.Equal(Phi.Relu, Assert.IsType<MatMul>(steps[3]).Through?.Kind);
    }

    [Fact]
    public void Dropout_stands_between_activation_and_product_backward_only()
    {
        Operation[] steps = Trained(Layer(Phi.Relu) with { Dropout = 0.5f }, Layer(Phi.Identity));

        Assert.True(steps[1] is Activate { IsFusedForward: true, IsFusedBackward: false });
        Assert.IsType<Drop>(steps[2]);
        Assert.Null(Assert.IsType<MatMul>(steps[3]).Through);
    }

    // x → [product a] → [product b] → [product c], which reads a too: what a residual connection does.
    [Fact]
    public void What_somebody_else_reads_too_is_not_fused_away()
    {
        DenseSpec layer = Layer(Phi.Tanh);
        var graph = new Graph(layer.Input);
        graph.Add(Product(layer));
        graph.Add(new Activate(layer, layer.Phi));
        int shared = graph.Last;
        graph.Add(Product(layer with { Index = 1 }));
        graph.Add(Product(layer with { Index = 2 }), graph.Last, shared);

        Operation[] trained = [.. Fusion.ForTraining(graph.Steps)];

        Assert.True(trained[1] is Activate { IsFusedForward: true, IsFusedBackward: false });
        Assert.Null(Assert.IsType<MatMul>(trained[2]).Through);
        Assert.Equal([2, 3, 4], Fusion.ForInference(graph.Steps).Select(static step => step.Writes));
    }

    private static Operation[] Trained(params LayerSpec[] layers) => [.. Fusion.ForTraining(Lowered(layers))];

    private static Operation[] Lowered(params LayerSpec[] layers)
    {
        var type = new TypeSpec("", new EquatableArray<string>(ImmutableArray<string>.Empty), "Net", "Net", "Net", HasConstructor: false);
        ImmutableArray<LayerSpec> numbered = [.. layers.Select(static (layer, index) => layer with { Index = index })];
        HeadSpec head = HeadSpec.Only(numbered, LossSpec.Plain(generator::Layerwise.Loss.MeanSquaredError));
        return [.. Lowering.Of(new NetworkSpec(type, new EquatableArray<LayerSpec>(numbered), new EquatableArray<HeadSpec>([head])))];
    }

    private static MatMul Product(LayerSpec layer) => new(layer, layer.FanIn, layer.FanOut, layer.HasBias);

    private static DenseSpec Layer(Phi activation) =>
        new(Index: 0, FanIn: 4, FanOut: 4, activation, new InitSpec(Scheme.HeNormal)) { HasBias = true };
}
