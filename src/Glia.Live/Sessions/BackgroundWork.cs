using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Glia.Live;

/// <summary>Work on several cores, that gives way to whoever has something to answer: an input must not wait for a training.</summary>
internal static partial class BackgroundWork
{
    private const int Nice = 10; // a tenth of the usual share, where somebody else wants the core too

    /// <summary>Does a piece of work for each index, and waits for all. The first exception is thrown when all have ended.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="sparesCore">Whether one core is left to others, where there are two: giving way alone takes milliseconds.</param>
    /// <param name="work">Does the piece of an index.</param>
    public static void Run(int count, bool sparesCore, Action<int> work)
    {
        int next = -1;
        Exception? failure = null;
        int cores = Math.Max(1, Environment.ProcessorCount - (sparesCore ? 1 : 0));
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(count, cores)).Select(_ => new Thread(Work) { IsBackground = true, Name = "Learning", Priority = ThreadPriority.BelowNormal })];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);

        void Work()
        {
            GiveWay();
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                try
                {
                    work(i);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                }
            }
        }
    }

    // .NET does nothing of a thread's priority on Linux. There each thread has a niceness of its own; raising it takes no right, and it goes with the thread.
    private static void GiveWay()
    {
        const int process = 0, self = 0;
        if (OperatingSystem.IsLinux()) _ = SetPriority(process, self, Nice);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
