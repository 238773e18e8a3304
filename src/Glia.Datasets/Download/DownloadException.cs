using System.Text;

namespace Glia.Datasets;

/// <summary>A file could not be downloaded: every mirror failed, or it could not be written. No bad file was left under its final name.</summary>
public sealed class DownloadException : Exception
{
    /// <summary>An error about <paramref name="file"/>.</summary>
    /// <param name="file">Path that the file was meant to have.</param>
    /// <param name="message">What went wrong and what to do.</param>
    /// <param name="failures">What each mirror did; empty where the mirrors are not at fault.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public DownloadException(string file, string message, IReadOnlyList<DownloadFailure>? failures = null, Exception? innerException = null)
        : base($"{file}: {message}", innerException)
    {
        File = file;
        Failures = failures ?? [];
    }

    /// <summary>Path that the file was meant to have.</summary>
    public string File { get; }

    /// <summary>What each mirror did, in the order they were tried; empty where the mirrors are not at fault.</summary>
    public IReadOnlyList<DownloadFailure> Failures { get; }

    internal static DownloadException AllMirrorsFailed(string file, IReadOnlyList<DownloadFailure> failures, string advice)
    {
        var text = new StringBuilder("no mirror could deliver it.");
        foreach (DownloadFailure failure in failures)
            text.Append("\n  ").Append(failure.Address).Append(": ").Append(failure.Reason);
        if (advice.Length > 0) text.Append('\n').Append(advice);
        return new(file, text.ToString(), failures);
    }
}
