namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnsuitableActivationTests
{
    private const string Sound = """
        readonly struct Swap : Layerwise.IActivation
        {
            public static TLanes Value<TLanes>(TLanes z)
                where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => TLanes.Zero - z;

            public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
                where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => TLanes.Broadcast(-1f);
        }
        """;

    [Theory]
    [InlineData("[|typeof(string)|]", "'string', which is not a struct")]
    [InlineData("[|typeof(Bare)|], Init.HeNormal", "'Bare', which does not implement IActivation")]
    [InlineData("[|typeof(int[])|]", "'int[]', which is not a struct")]
    [InlineData("[|typeof(IActivation)|]", "'IActivation', which is not a struct")]
    [InlineData("[|typeof(Open<>)|]", "'Open<>', which leaves its type arguments open")]
    [InlineData("[|typeof(Narrow)|]", "'Narrow', which is a ref struct")]
    [InlineData("[|typeof(Local)|]", "'Local', which is file-local, so that the generated file cannot see it")]
    [InlineData("init: Init.HeNormal, activation: [|(System.Type)null|]", "null, which is not a type")]
    [InlineData("[|Activation.Custom|]", "Activation.Custom, which names no type")]
    public Task Type_that_kernels_cannot_call(string activation, string what) => Analysis.FindsOneAsync(
        "LW1013",
        $"Layer 1: the activation is {what}; write typeof(...) of a struct that implements Layerwise.IActivation",
        $$"""
        using Layerwise;

        [Layer(2, 3, {{activation}})]
        partial class Net;

        struct Bare;

        struct Open<T>;

        ref struct Narrow;

        file struct Local;
        """);

    [Theory]
    [InlineData("Swap")]
    [InlineData("Holder.Inner<int>")]
    [InlineData("@struct")]
    public Task Struct_that_implements_the_interface(string activation) => Analysis.FindsNoneAsync(
        "LW1013",
        $$"""
        using Layerwise;

        [Layer(2, 3, typeof({{activation}}), Init.HeNormal, Bias = false)]
        [Layer(3, 1, typeof(Swap))]
        partial class Net;

        {{Sound}}

        static class Holder
        {
            public {{Sound.Replace("Swap", "Inner<T>", StringComparison.Ordinal)}}
        }

        {{Sound.Replace("Swap", "@struct", StringComparison.Ordinal)}}
        """);

    [Fact]
    public Task Type_that_is_not_there_yet_is_left_to_the_compiler() => Analysis.LeavesToCompilerAsync(
        """
        using Layerwise;

        [Layer(2, 3, typeof(NotYet))]
        partial class Net;
        """,
        "CS0246");
}
