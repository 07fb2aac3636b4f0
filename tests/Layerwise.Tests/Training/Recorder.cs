namespace Layerwise.Tests.Training;

/// <summary>Keeps what it is told, at once and on the same thread, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class Recorder<T>(Action<T>? then = null) : IProgress<T>
{
    public List<T> Reports { get; } = new(capacity: 256);

    public void Report(T value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}
