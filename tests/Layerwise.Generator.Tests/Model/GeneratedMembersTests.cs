extern alias generator;
using System.Reflection;
using generator::Layerwise.Generator.Model;
using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Model;

/// <summary>The names that the parser keeps free are those of the members that are emitted: no more, no less.</summary>
[Trait("Category", "Slow")]
public sealed class GeneratedMembersTests
{
    [Theory]
    [InlineData(false, "3, 2, Activation.PRelu, Bias = false")]
    [InlineData(true, "3, 2, Activation.Relu, BatchNormalization = true, Dropout = 0.1f")]
    public void Of_a_network(bool isNormalized, string layer)
    {
        using LoadedAssembly assembly = new Consumer(Samples.Network("Net", layer)).Load();

        Assert.Equal(
            GeneratedMembers
                .OfTrained(role => isNormalized && role <= generator::Layerwise.TensorRole.RunningVariances, heads: [])
                .Order(StringComparer.Ordinal),
            Members(assembly.Networks.Single()));
    }

    [Fact]
    public void Of_a_network_with_outputs_by_name()
    {
        using LoadedAssembly assembly = new Consumer("""
            using Layerwise;

            [Input("State", 2)]
            [Input("Action", 1)]
            [Layer(3, 2, Activation.Relu)]
            [Output("Policy", 2, 4, Activation.Softmax)]
            [Output("Value", 2, 1, Activation.Identity)]
            public sealed partial class Net;
            """).Load();

        Assert.Equal(
            GeneratedMembers
                .OfTrained(static role => role is generator::Layerwise.TensorRole.Weights or generator::Layerwise.TensorRole.Biases, ["Policy", "Value"], ["State", "Action"])
                .Order(StringComparer.Ordinal),
            Members(assembly.Networks.Single()));
    }

    [Fact]
    public void Of_a_network_with_recurrent_layers()
    {
        using LoadedAssembly assembly = new Consumer("""
            using Layerwise;

            [Input(4, 3)]
            [Gru(3, 2)]
            public sealed partial class Net;
            """).Load();

        Assert.Equal(
            GeneratedMembers
                .OfTrained(
                    static role => role is generator::Layerwise.TensorRole.Weights or generator::Layerwise.TensorRole.Biases or generator::Layerwise.TensorRole.RecurrentWeights
                        or generator::Layerwise.TensorRole.RecurrentBiases,
                    heads: [],
                    isRecurrent: true)
                .Order(StringComparer.Ordinal),
            Members(assembly.Networks.Single()));
    }

    [Fact]
    public void Of_a_frozen_network()
    {
        const string Layer = "3, 2, Activation.Relu, BatchNormalization = true";
        using var project = new FrozenProject();
        project.SaveWeights(Layer);
        using LoadedAssembly assembly = project.Consumer(Layer).Load();

        Assert.Equal(GeneratedMembers.OfFrozen([]).Order(StringComparer.Ordinal), Members(assembly.Networks.Single(static network => network.Name == "Still")));
    }

    [Fact]
    public void Of_a_frozen_network_with_recurrent_layers()
    {
        const string Trained = "using Layerwise;\n\n[Input(4, 3)]\n[Gru(3, 2)]\npublic sealed partial class Trained;";
        const string Still = "using Layerwise;\n\n[Frozen(typeof(Trained), \"weights.safetensors\")]\npublic static partial class Still;";
        using var project = new FrozenProject();
        project.SaveWeightsOf(Trained);
        using LoadedAssembly assembly = new Consumer(Trained, Still) { AdditionalFiles = [project.WeightFile] }.Load();

        Assert.Equal(GeneratedMembers.OfFrozen([], isRecurrent: true).Order(StringComparer.Ordinal), Members(assembly.Frozen.Single()));
    }

    // What the compiler adds has names that C# can't write.
    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(static member => member is not ConstructorInfo and not MethodInfo { IsSpecialName: true })
        .Select(static member => member.Name)
        .Where(static name => !name.Contains('.', StringComparison.Ordinal) && !name.Contains('<', StringComparison.Ordinal))
        .Distinct()
        .Order(StringComparer.Ordinal);
}
