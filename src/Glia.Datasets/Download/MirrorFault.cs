namespace Glia.Datasets;

/// <summary>What to do after a mirror's fault.</summary>
internal enum FaultRemedy
{
    /// <summary>Leave this mirror and try the next one.</summary>
    NextMirror,

    /// <summary>Ask the same mirror for the bytes that are still missing.</summary>
    Resume,

    /// <summary>The bytes kept from before may be to blame: throw them away and ask the same mirror for the whole file, once.</summary>
    StartOver,
}

/// <summary>A mirror did not deliver. Never leaves the download: it becomes one line of a <see cref="DownloadException"/>.</summary>
internal sealed class MirrorFault(string reason, FaultRemedy remedy = FaultRemedy.NextMirror) : Exception(reason)
{
    public FaultRemedy Remedy { get; } = remedy;
}
