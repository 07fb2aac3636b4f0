namespace Layerwise;

/// <summary>
/// A network that can be made without drawing its parameters, because a file has them: <see cref="Safetensors.Load{TNetwork}(string, TensorNaming?)"/>.
/// The generator adds it to every class that has no constructor and no <c>required</c> member of its own.
/// </summary>
/// <typeparam name="TSelf">The network.</typeparam>
public interface ILoadableNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, ILoadableNetwork<TSelf>
{
    /// <summary>A network whose parameters and running statistics are all 0, until they are loaded or initialized.</summary>
    static abstract TSelf CreateBlank();
}
