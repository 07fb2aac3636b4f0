namespace Layerwise.Mpi;

/// <summary>There is no MPI library, or not the one that the processes were started with. The message says what was looked for and found.</summary>
public sealed class MpiException : Exception
{
    /// <summary>MPI can't be used.</summary>
    /// <param name="message">Why, and what to do about it.</param>
    public MpiException(string message)
        : base(message)
    {
    }
}
