using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Explaining;

/// <summary>The networks that are asked, compiled once.</summary>
public sealed class ExplainingFixture : IDisposable
{
    private const string Source = """
        using Layerwise;

        /// <summary>Whose inference is another thing than its training.</summary>
        [Layer(3, 8, Activation.Tanh, BatchNormalization = true, Dropout = 0.5f)]
        [Layer(8, 6, Activation.Relu)]
        [Layer(6, 2, Activation.Softmax)]
        public sealed partial class Net;
        """;

    private readonly LoadedAssembly _assembly = new Consumer(Source).Load();

    public void Dispose() => _assembly.Dispose();

    internal T Visit<T>(INetworkVisitor<T> visitor) => _assembly.Visit(visitor);
}
