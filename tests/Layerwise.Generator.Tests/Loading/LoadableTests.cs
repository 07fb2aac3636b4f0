using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Loading;

/// <summary>Networks that are made for a file: nothing is drawn that the file replaces.</summary>
public sealed class LoadableTests : IDisposable
{
    private const string Loading = """
        using System;
        using Layerwise;

        namespace Sample;

        /// <summary>A network.</summary>
        [Layer(5, 7, Activation.Relu, BatchNormalization = true)]
        [Layer(7, 6, Activation.PRelu, Dropout = 0.5f, Bias = false)]
        [Layer(6, 3, Activation.Softmax)]
        public sealed partial class Net
        {
            /// <summary>Whether what was saved comes back.</summary>
            public static bool ComesBack(string path)
            {
                var trained = new Net(3);
                trained.RunningMeans(0).Fill(0.5f);
                Safetensors.Save(trained, path);
                var loaded = Safetensors.Load<Net>(path);
                return loaded.Parameters.SequenceEqual(trained.Parameters) && loaded.RunningStatistics.SequenceEqual(trained.RunningStatistics);
            }

            /// <summary>Whether nothing is drawn.</summary>
            public static bool IsBlank()
            {
                Net blank = Blank<Net>();
                return !blank.Parameters.ContainsAnyExcept(0f) && !blank.RunningStatistics.ContainsAnyExcept(0f);
            }

            private static TNetwork Blank<TNetwork>()
                where TNetwork : class, ILoadableNetwork<TNetwork> => TNetwork.CreateBlank();
        }
        """;

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void A_network_comes_out_of_a_file() => Assert.True(Ask("ComesBack", _path));

    [Fact]
    public void Nothing_is_drawn_before() => Assert.True(Ask("IsBlank"));

    // Only the user can make an instance of these.
    [Theory]
    [InlineData("public Net(string name) { Initialize(1); Name = name; } public string Name { get; }")]
    [InlineData("public required string Name { get; init; }")]
    public void A_network_with_a_constructor_or_a_required_member_is_made_by_its_user(string member)
    {
        var consumer = new Consumer($$"""
            using Layerwise;
            [Layer(2, 1, Activation.Sigmoid)]
            internal sealed partial class Net { {{member}} }
            """);
        using LoadedAssembly assembly = consumer.Load();
        string[] interfaces = [.. assembly.Networks.Single().GetInterfaces().Select(static type => type.Name)];
        Assert.Contains("INetwork`1", interfaces);
        Assert.DoesNotContain("ILoadableNetwork`1", interfaces);
    }

    public void Dispose() => File.Delete(_path);

    private static bool Ask(string question, params object[] arguments)
    {
        using LoadedAssembly assembly = new Consumer(Loading).Load();
        return (bool)assembly.Networks.Single().GetMethod(question)!.Invoke(null, arguments)!;
    }
}
