namespace Glia.Live;

/// <summary>Nothing can be learnt from these examples, or not by this learner; the message says why and what to do.</summary>
public sealed class LearningException : Exception
{
    /// <summary>An error of that message.</summary>
    public LearningException(string message)
        : base(message)
    {
    }

    /// <summary>An error without a message of its own.</summary>
    public LearningException()
    {
    }

    /// <summary>An error of that message, because of another.</summary>
    public LearningException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
