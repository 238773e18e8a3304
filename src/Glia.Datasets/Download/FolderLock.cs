namespace Glia.Datasets;

/// <summary>
/// Lets one process at a time download into a folder. The empty lock file stays behind on purpose: deleting it would let two processes hold locks on two files of the same name.
/// The operating system frees the lock of a process that dies.
/// </summary>
internal static class FolderLock
{
    public const string FileName = ".glia-download.lock";

    /// <exception cref="TimeoutException">Another process kept the lock for longer than <paramref name="limit"/>.</exception>
    public static async Task<IDisposable> TakeAsync(string folder, TimeSpan limit, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, FileName);
        long start = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsTaken(e))
            {
                if (Environment.TickCount64 - start > limit.TotalMilliseconds)
                    throw new TimeoutException($"another process has been downloading into {folder} for {limit.TotalMinutes:0.#} minutes; wait for it, or end it and try again", e);
            }

            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
        }
    }

    // A lock held elsewhere: EWOULDBLOCK on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsTaken(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
