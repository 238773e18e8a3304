namespace Glia.Workbench;

/// <summary>A file or folder does not do as input. The message says what is wrong and what to do; it does not begin with the file's name.</summary>
public sealed class InputFileException : Exception
{
    /// <summary>An error in <paramref name="file"/>.</summary>
    /// <param name="file">The file as it was named.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public InputFileException(string file, string message, Exception? innerException = null)
        : base(message, innerException) => File = file;

    /// <summary>The file as it was named.</summary>
    public string File { get; }
}
