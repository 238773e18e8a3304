namespace Glia.Mpi;

/// <summary>MPI cannot be used, or has failed; the message says why and what to do.</summary>
public sealed class MpiException : Exception
{
    /// <summary>An error of that message.</summary>
    public MpiException(string message)
        : base(message)
    {
    }

    /// <summary>An error without a message of its own.</summary>
    public MpiException()
    {
    }

    /// <summary>An error of that message, because of another.</summary>
    public MpiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
