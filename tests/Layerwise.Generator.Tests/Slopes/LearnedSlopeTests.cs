using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Slopes;

/// <summary>Where learned slopes lie, and what they start with.</summary>
public sealed class LearnedSlopeTests
{
    [Fact]
    public void Slopes_stand_behind_the_biases_and_start_as_declared()
    {
        using var assembly = new Consumer(Samples.Network(
            "Net", "2, 3, Activation.PRelu", "3, 4, Activation.PRelu, Slope = 0.5f, Bias = false", "4, 1, Activation.Identity")).Load();

        Assert.Equal([(9, 0.25f), (22, 0.5f)], assembly.Visit(new SlopesOf()));
    }

    // As many as the numbers that the activation works on: the inputs, where it is before the product.
    [Fact]
    public void Each_unit_may_have_one()
    {
        using var assembly = new Consumer(Samples.Network(
            "Net",
            "2, 3, Activation.PRelu, SlopePerUnit = true",
            "3, 4, Activation.PRelu, SlopePerUnit = true, Slope = 0.5f, Order = LayerOrder.ActivateLinearAdd",
            "4, 1, Activation.Relu, SlopePerUnit = true")).Load();

        Assert.Equal([(9, 0.25f), (10, 0.25f), (11, 0.25f), (28, 0.5f), (29, 0.5f), (30, 0.5f)], assembly.Visit(new SlopesOf()));
    }

    private sealed class SlopesOf : INetworkVisitor<(int Offset, float Value)[]>
    {
        public (int Offset, float Value)[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            network.Parameters.Fill(7);
            network.Initialize(3);
            var slopes = new List<(int, float)>();
            foreach (var layer in TNetwork.Layers)
            {
                for (int i = layer.SlopeOffset; i < layer.SlopeOffset + layer.SlopeCount; i++) slopes.Add((i, network.Parameters[i]));
            }

            return [.. slopes];
        }
    }
}
