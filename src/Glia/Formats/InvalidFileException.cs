namespace Glia;

/// <summary>A file that cannot be what it should be: it names the file, the rule that it breaks and, where that helps, what to do.</summary>
public sealed class InvalidFileException : Exception
{
    /// <summary>An error about <paramref name="file"/> breaking <paramref name="rule"/>.</summary>
    /// <param name="file">Path or name of the file as the user gave it.</param>
    /// <param name="rule">Short stable name of the broken rule, such as <c>truncated-data</c>.</param>
    /// <param name="message">What was found and what was expected, in a sentence.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public InvalidFileException(string file, string rule, string message, Exception? innerException = null)
        : base($"{file}: {message}", innerException)
    {
        File = file;
        Rule = rule;
    }

    /// <summary>Path or name of the file as the user gave it.</summary>
    public string File { get; }

    /// <summary>Short stable name of the broken rule.</summary>
    public string Rule { get; }
}
