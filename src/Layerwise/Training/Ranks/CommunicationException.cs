namespace Layerwise;

/// <summary>The ranks of a training can't go on together: they disagree about something, one of them failed, or one has left. The message says which, and about what.</summary>
public sealed class CommunicationException : Exception
{
    /// <summary>The ranks can't go on together.</summary>
    /// <param name="message">Which rank, and why.</param>
    public CommunicationException(string message)
        : base(message)
    {
    }
}
