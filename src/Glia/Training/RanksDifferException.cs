using System.Diagnostics.CodeAnalysis;

namespace Glia;

/// <summary>The ranks of a training have not the same data or weights; the message says which rank and what to look at. All ranks throw it, at the same step.</summary>
[Experimental(ExperimentalFeatures.Ranks)]
public sealed class RanksDifferException : Exception
{
    /// <summary>An error of that message.</summary>
    public RanksDifferException(string message)
        : base(message)
    {
    }

    /// <summary>An error without a message of its own.</summary>
    public RanksDifferException()
    {
    }

    /// <summary>An error of that message, because of another.</summary>
    public RanksDifferException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
