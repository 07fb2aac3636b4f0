using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class ConstructorWithoutInitializeTests
{
    private static readonly ConstructorWithoutInitializeCodeFix Fix = new();

    [Theory]
    [InlineData("public [|Net|]() { }")]
    [InlineData("public [|Net|](int size) => Size = size; public int Size { get; }")]
    [InlineData("internal [|Net|](int size) : base() { this.Size = size; Helper.Log(nameof(Size)); } public int Size { get; }")]
    public Task Constructor_that_leaves_zeros(string members) => Analysis.FindsOneAsync(
        "LW1015",
        "This constructor of 'Net' replaces the generated one and never calls Initialize, so all parameters start at 0 and the units of a layer stay equal in training; call Initialize(seed) in it",
        Source(members));

    [Fact]
    public Task Primary_constructor() => Analysis.FindsOneAsync(
        "LW1015",
        "This constructor of 'Net' replaces the generated one and never calls Initialize, so all parameters start at 0 and the units of a layer stay equal in training; write an ordinary constructor that calls Initialize(seed), because a primary one has no body to do it in",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Tanh)]
        partial class [|Net|](int size)
        {
            public int Size => size;
        }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("public Net() => Initialize(1);")]
    [InlineData("public Net(ulong seed) { if (seed > 0) this.Initialize(seed); }")]
    [InlineData("public Net() : this(3) { } public Net(ulong seed) { Initialize(seed); }")]
    [InlineData("public Net() => Parameters.Fill(1f);")]
    [InlineData("public Net() => this.Weights(0).Fill(1f);")]
    [InlineData("public Net() => Begin(); private void Begin() => Initialize(0);")]
    [InlineData("public Net(string path) => Safetensors.Load(this, path);")]
    [InlineData("private Net() { } public static Net Load(string path) { var net = new Net(); Safetensors.Load(net, path); return net; }")]
    [InlineData("static Net() { }")]
    public Task Constructor_that_may_fill_the_parameters(string members) => Analysis.FindsNoneAsync("LW1015", Source(members));

    [Fact]
    public Task The_call_is_put_first() => CodeFixing.FixesFirstAsync(
        Fix,
        nameof(ConstructorWithoutInitializeCodeFix),
        """
        using Layerwise;

        [Layer(2, 3, Activation.Tanh)]
        partial class Net
        {
            // Named.
            public Net(string name, ulong seed)
            {
                Name = name; // kept
            }

            public string Name { get; }
        }
        """,
        """
        using Layerwise;

        [Layer(2, 3, Activation.Tanh)]
        partial class Net
        {
            // Named.
            public Net(string name, ulong seed)
            {
                Initialize(seed);
                Name = name; // kept
            }

            public string Name { get; }
        }
        """);

    [Theory]
    [InlineData(nameof(ConstructorWithoutInitializeCodeFix))]
    [InlineData(null)]
    public Task All_constructors_get_it(string? equivalenceKey) => CodeFixing.FixesAllAsync(
        Fix,
        equivalenceKey,
        """
        using Layerwise;

        [Layer(2, 3, Activation.Tanh)]
        partial class Net
        {
            public Net()
            {
            }

            /// <summary>Short.</summary>
            public Net(string name) => Name = name; // kept

            public string Name { get; } = "";
        }
        """,
        """
        using Layerwise;

        [Layer(2, 3, Activation.Tanh)]
        partial class Net
        {
            public Net()
            {
                Initialize(seed: 0);
            }

            /// <summary>Short.</summary>
            public Net(string name)
            {
                Initialize(seed: 0);
                Name = name;
            } // kept

            public string Name { get; } = "";
        }
        """);

    private static string Source(string members) => $$"""
        using Layerwise;

        [Layer(2, 3, Activation.Tanh)]
        partial class Net
        {
            {{members}}
        }

        static class Helper
        {
            public static void Log(string text) { }
        }
        """;
}
