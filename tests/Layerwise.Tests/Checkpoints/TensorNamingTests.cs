using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Names of other libraries, and files that hold more than the network.</summary>
public class TensorNamingTests
{
    [Fact]
    public void AnActorIsTakenOutOfAPolicyOfStableBaselines3()
    {
        var trained = new PlainNetwork<ThreeThreeTwo>(seed: 5);
        Tensor[] actor = [.. Safetensors.ToFile(trained, TensorNaming.StableBaselines3<PlainNetwork<ThreeThreeTwo>>()).Tensors];
        Assert.Equal(
            ["mlp_extractor.policy_net.0.weight", "mlp_extractor.policy_net.0.bias", "action_net.weight", "action_net.bias"], actor.Select(static tensor => tensor.Name));
        Tensor[] rest =
        [
            Tensor.Of("log_std", [2], new float[2]), Tensor.Of("mlp_extractor.value_net.0.weight", [3, 3], new float[9]), Tensor.Of("value_net.weight", [1, 3], new float[3]),
        ];

        var loaded = new PlainNetwork<ThreeThreeTwo>();
        Safetensors.Load(loaded, new SafetensorsFile([.. rest, .. actor]), TensorNaming.StableBaselines3<PlainNetwork<ThreeThreeTwo>>());
        Assert.Equal(trained.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void OthersAreAnErrorUnlessTheyAreAllowed()
    {
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 5);
        var file = new SafetensorsFile([.. Safetensors.ToFile(network).Tensors, Tensor.Of("critic", [1], new float[1])]);
        var thrown = Assert.Throws<SafetensorsException>(() => Safetensors.Load(network, file));
        Assert.Equal("critic", thrown.Tensor);
        Assert.EndsWith("A naming with AllowOthers leaves others alone.", thrown.Message, StringComparison.Ordinal);
        Safetensors.Load(network, file, TensorNaming.Default with { AllowOthers = true });
    }

    [Fact]
    public void WhatIsMissingIsAnErrorAlsoWhereOthersAreAllowed()
    {
        var network = new PlainNetwork<ThreeThreeTwo>();
        var file = new SafetensorsFile(Safetensors.ToFile(network).Tensors.Skip(1));
        Assert.Equal("layers.0.weight", Assert.Throws<SafetensorsException>(() => Safetensors.Load(network, file, TensorNaming.Default with { AllowOthers = true })).Tensor);
    }

    [Theory]
    [InlineData(LayerOrder.LinearActivateAdd, "0.weight", "1.weight", "4.weight")]
    [InlineData(LayerOrder.LinearAddActivate, "0.weight", "1.weight", "4.weight")]
    [InlineData(LayerOrder.ActivateLinearAdd, "2.weight", "0.weight", "4.weight")]
    [InlineData(LayerOrder.LinearActivateNormalize, "0.weight", "2.weight", "4.weight")]
    [InlineData(LayerOrder.LinearActivateAddNormalize, "0.weight", "3.weight", "4.weight")]
    public void ModulesAreCountedInTheOrderOfTheLayer(LayerOrder order, string weights, string gamma, string next)
    {
        Ordered.Order = order;
        TensorNaming naming = TensorNaming.PyTorchSequential<PlainNetwork<Ordered>>();
        Assert.Equal((weights, gamma, next), (naming.NameOf(0, TensorRole.Weights), naming.NameOf(0, TensorRole.Gamma), naming.NameOf(1, TensorRole.Weights)));
    }

    [Fact]
    public void APrefixStandsBeforeEveryName()
    {
        var network = new PlainNetwork<WithSlope>();
        TensorNaming naming = TensorNaming.PyTorchSequential<PlainNetwork<WithSlope>>().WithPrefix("actor.mu.");
        Assert.Equal(
            ["actor.mu.0.weight", "actor.mu.0.bias", "actor.mu.1.weight", "actor.mu.2.weight", "actor.mu.2.bias"],
            Safetensors.ToFile(network, naming).Tensors.Select(static tensor => tensor.Name));
        NormalizationNames names = naming.Normalization!(0);
        Assert.Equal(("actor.mu.1.weight", "actor.mu.1.running_var", "actor.mu.1.num_batches_tracked"), (names.Gamma, names.RunningVariances, names.Ignored));
    }

    [Fact]
    public void ATableGivesWholeNames()
    {
        var trained = new PlainNetwork<ThreeThreeTwo>(seed: 5);
        TensorNaming naming = TensorNaming.FromTable(
            new Dictionary<string, string>
            {
                ["layers.0.weight"] = "dense/kernel",
                ["layers.0.bias"] = "dense/bias",
                ["layers.1.weight"] = "head/kernel",
                ["layers.1.bias"] = "head/bias",
            },
            WeightOrientation.InOut).WithPrefix("model/");
        SafetensorsFile file = Safetensors.ToFile(trained, naming);
        Assert.Equal(["model/dense/kernel", "model/dense/bias", "model/head/kernel", "model/head/bias"], file.Tensors.Select(static tensor => tensor.Name));
        var loaded = new PlainNetwork<ThreeThreeTwo>();
        Safetensors.Load(loaded, file, naming);
        Assert.Equal(trained.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void ATableWithoutANameSaysWhichOne()
    {
        TensorNaming naming = TensorNaming.FromTable(new Dictionary<string, string> { ["layers.0.weight"] = "w" }, WeightOrientation.OutIn);
        var thrown = Assert.Throws<ArgumentException>(() => Safetensors.ToFile(new PlainNetwork<ThreeThreeTwo>(), naming));
        Assert.Equal("The table of names has none for 'layers.0.bias'.", thrown.Message);
    }
}
