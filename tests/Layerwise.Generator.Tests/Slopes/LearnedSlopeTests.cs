using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Slopes;

/// <summary>Where a learned slope lies, and what it starts with.</summary>
public sealed class LearnedSlopeTests
{
    [Fact]
    public void Slopes_stand_behind_the_biases_and_start_as_declared()
    {
        using var assembly = new Consumer(Samples.Network(
            "Net", "2, 3, Activation.PRelu", "3, 4, Activation.PRelu, Slope = 0.5f, Bias = false", "4, 1, Activation.Identity")).Load();

        Assert.Equal([(9, 0.25f), (22, 0.5f)], assembly.Visit(new SlopesOf()));
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
                if (layer.SlopeCount > 0) slopes.Add((layer.SlopeOffset, network.Parameters[layer.SlopeOffset]));
            }

            return [.. slopes];
        }
    }
}
