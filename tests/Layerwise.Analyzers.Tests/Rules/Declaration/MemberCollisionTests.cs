using Layerwise.Generator.Declarations;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class MemberCollisionTests
{
    [Theory]
    [InlineData("public int [|InputSize|] => 2;", "InputSize")]
    [InlineData("private float[] [|_parameters|] = [];", "_parameters")]
    [InlineData("class [|Workspace|];", "Workspace")]
    [InlineData("void [|Forward|](System.ReadOnlySpan<float> a, System.Span<float> b) { }", "Forward")]
    [InlineData("void [|Initialize|](ulong seed) { }", "Initialize")]
    [InlineData("event System.Action [|Backward|];", "Backward")]
    [InlineData("int [|get_Layers|]() => 1;", "get_Layers")]
    public Task Member_under_a_generated_name(string member, string name) => Analysis.FindsOneAsync(
        "LW1010",
        $"The generator adds a member '{name}' to 'Net', but that name is already taken; rename the one that has it",
        $$"""
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        partial class Net
        {
            {{member}}
        }
        """);

    [Fact]
    public async Task Methods_that_the_compiler_makes_of_properties()
    {
        const string network = """
            using Layerwise;

            [Network(Inputs = InputScaling.Standardize)]
            [Layer(2, 3, Activation.Relu, BatchNormalization = true)]
            [Output("Policy", 3, 2, Activation.Softmax)]
            partial class Net
            {
                int [|get_Layers|]() => 1;
                int [|get_Parameters|]() => 1;
                int [|get_Heads|]() => 1;
                int [|get_Scaling|]() => 1;
                void [|set_Scaling|](Scaling scaling) { }
                int [|get_RunningStatistics|]() => 1;
                void [|set_Parameters|](System.Span<float> parameters) { }
                int get_Parameters(int layer) => layer;
                void set_Scaling(int layer, float scale) { }
                int get_Forward() => 1;
            }
            """;
        Assert.Equal(7, (await Analysis.FindsAsync("LW1010", network)).Length);

        // All others may stay.
        string others = string.Join('\n', network.Split('\n').Where(static line => !line.Contains("[|", StringComparison.Ordinal)));
        Compilation compilation = Analysis.Compiles(others);
        IEnumerable<IPropertySymbol> properties = compilation.GetTypeByMetadataName("Net")!.GetMembers().OfType<IPropertySymbol>();
        Assert.Equal(
            GeneratedMembers.Properties.Order(),
            properties.Where(static property => property.ExplicitInterfaceImplementations.IsEmpty).Select(static property => property.Name).Order());
    }

    [Fact]
    public Task Class_under_a_generated_name() => Analysis.FindsOneAsync(
        "LW1010",
        "The generator adds a member 'Forward' to 'Forward', but that name is already taken; rename the one that has it",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        partial class [|Forward|];
        """);

    [Fact]
    public Task Inherited_member_in_source() => Analysis.FindsOneAsync(
        "LW1010",
        "The generator adds a member 'Layers' to 'Net', but that name is already taken; rename the one that has it",
        """
        using Layerwise;

        class Base
        {
            protected int [|Layers|];
        }

        [Layer(2, 3, Activation.Relu)]
        partial class Net : Base;
        """);

    [Fact]
    public Task Overloads_and_hidden_members_are_harmless() => Analysis.FindsNoneAsync(
        "LW1010",
        """
        using Layerwise;

        class Base
        {
            private int Layers => 3;

            public int Depth => Layers;
        }

        [Layer(2, 3, Activation.Relu)]
        partial class Net : Base
        {
            public void Forward(float[] inputs, float[] outputs) => Forward(new System.ReadOnlySpan<float>(inputs), new System.Span<float>(outputs));

            public void Initialize() => Initialize(1UL);

            public Net Clone() => new(2);
        }
        """);

    [Fact]
    public Task Two_networks_each_with_its_own_generated_members() => Analysis.FindsNoneAsync(
        "LW1010",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        partial class Encoder
        {
            [Layer(3, 2, Activation.Relu)]
            public partial class Decoder;
        }
        """);

    [Fact]
    public void A_network_reads_the_same_once_its_generated_members_are_there()
    {
        Compilation compilation = Compilations.Generated(Compilations.Of("[Layerwise.Layer(2, 3, Layerwise.Activation.Relu)] partial class Net;"));
        INamedTypeSymbol network = compilation.GetTypeByMetadataName("Net")!;
        Assert.NotEmpty(network.GetMembers("Forward"));

        ParsedNetwork parsed = NetworkParser.Parse(network, compilation, default);

        Assert.Empty(parsed.Faults);
        Assert.NotNull(parsed.Spec);
    }
}
