using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class NotPartialCodeFixTests
{
    private static readonly NotPartialCodeFix Fix = new();

    [Theory]
    [InlineData("class Net;", "partial class Net;")]
    [InlineData("public sealed class Net { }", "public sealed partial class Net { }")]
    [InlineData("/* why */ class Net;", "/* why */ partial class Net;")]
    [InlineData("public // why\n    class Net;", "public // why\n    partial class Net;")]
    [InlineData("#region a\nclass Net;\n#endregion", "#region a\npartial class Net;\n#endregion")]
    public Task Every_trivia_stays(string before, string after) => CodeFixing.FixesAllAsync(
        Fix,
        nameof(NotPartialCodeFix),
        "using Layerwise;\n\n[Layer(2, 3, Activation.Relu)]\n" + before,
        "using Layerwise;\n\n[Layer(2, 3, Activation.Relu)]\n" + after);

    [Fact]
    public Task One_light_bulb_on_the_class_repairs_the_outer_types_too() => CodeFixing.FixesLastAsync(
        Fix,
        nameof(NotPartialCodeFix),
        """
        using Layerwise;

        public readonly ref struct Outer
        {
            public partial record Middle
            {
                [Layer(2, 3, Activation.Relu)]
                internal class Net;
            }
        }
        """,
        """
        using Layerwise;

        public readonly ref partial struct Outer
        {
            public partial record Middle
            {
                [Layer(2, 3, Activation.Relu)]
                internal partial class Net;
            }
        }
        """);

    [Fact]
    public Task Fix_all_writes_partial_once_on_a_shared_outer_type() => CodeFixing.FixesAllAsync(
        Fix,
        nameof(NotPartialCodeFix),
        """
        using Layerwise;

        // Both halves.
        static class Autoencoder
        {
            [Layer(4, 2, Activation.Relu)]
            public sealed class Encoder;

            [Layer(2, 4, Activation.Identity)]
            public sealed class Decoder;
        }

        class Untouched;
        """,
        """
        using Layerwise;

        // Both halves.
        static partial class Autoencoder
        {
            [Layer(4, 2, Activation.Relu)]
            public sealed partial class Encoder;

            [Layer(2, 4, Activation.Identity)]
            public sealed partial class Decoder;
        }

        class Untouched;
        """);
}
