namespace Layerwise;

/// <summary>
/// Progress that calls a method at once, on the thread that reports. For <see cref="Trainer{TNetwork}.Fit"/> that is between two steps, so that the method may evaluate,
/// examine and save. .NET's <see cref="Progress{T}"/> hands reports to another thread, where they come late and in any order while training goes on.
/// </summary>
/// <typeparam name="T">What is reported: an <see cref="EpochReport"/> or a <see cref="BatchReport"/>.</typeparam>
/// <param name="handler">The method.</param>
/// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
public sealed class SynchronousProgress<T>(Action<T> handler) : IProgress<T>
{
    private readonly Action<T> _handler = handler ?? throw new ArgumentNullException(nameof(handler));

    /// <summary>Calls the method. Its exceptions are those of this call, and end a call of <see cref="Trainer{TNetwork}.Fit"/>.</summary>
    /// <param name="value">What is reported.</param>
    public void Report(T value) => _handler(value);
}
